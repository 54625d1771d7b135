namespace Layers.ScikitLearn;

/// <summary>Connects the model's output with a target scaler or with classes.</summary>
internal sealed class AnswerLinks(Adoption adoption, Connections connections, Questions questions)
{
    private ModelEnds Ends => adoption.Ends;

    /// <summary>Returns the target scaler and its columns that the model predicts; null for none, or if a question about it is
    /// open.</summary>
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

    /// <summary>Asks a question if the number of classes differs from that of the model's outputs.</summary>
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

    // The columns of the fit; for a file that is also used for the inputs, the columns that it takes there.
    private IReadOnlyList<string?> NamesOf(Part part) => (IReadOnlyList<string?>?)part.Fitted.Names
        ?? (connections.Parts.Contains(part) ? connections.SocketsOf(part)?.Select(socket => socket.Name).ToArray() : null) ?? [];
}
