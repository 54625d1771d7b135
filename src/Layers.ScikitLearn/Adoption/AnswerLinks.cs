namespace Layers.ScikitLearn;

/// <summary>What becomes of the model's answer: it is scaled back, or tells classes apart.</summary>
internal sealed class AnswerLinks(Adoption adoption, Connections connections, Questions questions)
{
    private ModelEnds Ends => adoption.Ends;

    /// <summary>What scales the answer back and which of its columns the answer is; null for nothing, and where it is asked for.</summary>
    public (Part, IReadOnlyList<int>)? Target()
    {
        if (adoption.Target is not { } target) return null;
        var part = connections.Parts.FirstOrDefault(part => part.Name == target.Part.Name) ?? target.Part;
        if (Ends.Outputs.Count > 1) questions.SeveralOutputs($"WithTarget(\"{part.Name}\")");
        else if (adoption.Answer is { } answer) questions.TargetAndClasses(part, answer);
        else if (part.Fitted.Classes is not null) questions.TargetOfClasses(part);
        else if (part.Fitted.NoInverse is { } reason) questions.NotInvertible(part, reason);
        else return PlacesOf(part, target.Column) is { } places ? (part, places) : null;
        return null;
    }

    /// <summary>Asks where the classes are more or fewer than the model tells apart.</summary>
    public void RequireClasses()
    {
        if (adoption.Answer is not { } answer) return;
        if (Ends.Outputs.Count > 1) questions.SeveralOutputs(answer.File is { } file ? $"WithLabels(\"{file}\")" : "WithClasses");
        else if (!(Ends.Units == answer.Words.Count || (Ends.Units == 1 && answer.Words.Count == 2)))
            questions.ClassCount(answer, Ends.Units is { } units ? units == 1 ? "1 number" : $"{units} numbers"
                : $"{Ends.Outputs[0].Shape}");
    }

    private IReadOnlyList<int>? PlacesOf(Part part, string? column)
    {
        var names = NamesOf(part);
        if (column is not null)
        {
            var place = names.ToList().IndexOf(column);
            if (place < 0) questions.UnknownTarget(part, column, [.. names.OfType<string>()]);
            else if (Ends.Units == 1) return [place];
            else questions.TargetColumn(part, Ends.Units, []);
            return null;
        }
        if (Ends.Units == part.Fitted.Width) return [.. Enumerable.Range(0, part.Fitted.Width)];
        questions.TargetColumn(part, Ends.Units, [.. names.OfType<string>()]);
        return null;
    }

    // What it was fitted on, and for a file that is used for the inputs what stands before it there.
    private IReadOnlyList<string?> NamesOf(Part part) => (IReadOnlyList<string?>?)part.Fitted.Names
        ?? (connections.Parts.Contains(part) ? connections.SocketsOf(part)?.Select(socket => socket.Name).ToArray() : null) ?? [];
}
