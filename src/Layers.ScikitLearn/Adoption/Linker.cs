using System.Text;

namespace Layers.ScikitLearn;

/// <summary>Connects the parts of an adoption to each other and to the model.</summary>
internal sealed class Linker
{
    private readonly Adoption _adoption;
    private readonly Questions _questions;
    private readonly Connections _connections;

    private Linker(Adoption adoption)
    {
        _adoption = adoption;
        _questions = new Questions(adoption.Ends);
        _connections = new Connections(new LayerParts(adoption.Parts, _questions).Resolve(), _questions);
    }

    /// <summary>Returns the wiring.</summary>
    /// <exception cref="AdoptException">A question is open.</exception>
    public static Wiring Link(Adoption adoption) => new Linker(adoption).Link();

    /// <summary>Returns the wiring as text, one line for each part, with the open questions.</summary>
    public static string Describe(Adoption adoption)
    {
        var linker = new Linker(adoption);
        var text = new StringBuilder();
        foreach (var part in linker._connections.Parts) text.AppendLine(linker.Line(part));
        text.Append(adoption.Ends.File).Append(": ").AppendJoin(", ", adoption.Ends.Inputs.Select(input => $"{input.Name} {input.Shape}"))
            .Append(" → ").AppendJoin(", ", adoption.Ends.Outputs.Select(output => $"{output.Name} {output.Shape}"));
        if (adoption.Target is { } target) text.AppendLine().Append(target.Part).Append(": scales the predictions back");
        if (adoption.Answer is { } answer) text.AppendLine().Append(answer.File ?? "classes").Append(": ").AppendJoin(", ", answer.Words);
        try
        {
            linker.Link();
        }
        catch (AdoptException open)
        {
            text.AppendLine().Append("open: ").Append(open.Message);
        }
        return text.ToString();
    }

    private Wiring Link()
    {
        RequireColumns();
        var inputs = new ModelFeeds(_adoption, _connections, _questions);
        var feeds = inputs.Find();
        var steps = feeds is [{ } feed] && !_questions.Any ? inputs.StepsFor(feed) : null;
        var answer = new AnswerLinks(_adoption, _connections, _questions);
        var target = answer.Target();
        answer.RequireClasses();
        new TextOrNumber(_adoption.Ends, _questions).Require(_connections, feeds);
        if (_questions.Any) throw new AdoptException(_questions.All);
        return new Wiring(_adoption.Ends, _connections.Links, feeds, steps, target, _adoption.Answer?.Words, Files());
    }

    // A part without names takes the columns of a matrix if it is the only part; otherwise its names are asked for.
    private void RequireColumns()
    {
        foreach (var part in _connections.Parts)
        {
            if (part.Columns is not null || _connections.SocketsOf(part) is not null) continue;
            if (part.Fitted.Classes is not null)
            {
                (string, string)[] open = [.. _connections.Links.SelectMany(link => link.Value
                    .Where((source, place) => source.Part is null && link.Key.Fitted.Taken.Contains(place)
                        && link.Key.Fitted.TypeOf(place) != ColumnType.Text)
                    .Select(source => (source.Column!, link.Key.Name))).Distinct()];
                _questions.ColumnOfEncoder(part, open);
            }
            else if (_connections.Parts.Count > 1 || part.Fitted.Taken.Select(part.Fitted.TypeOf).Distinct().Count() > 1)
            {
                // All columns of a matrix have one type.
                _questions.ColumnsOf(part,
                    [.. _connections.Parts.Where(other => other != part && _connections.TakenFrom(other).Count == 0)]);
            }
        }
    }

    private IReadOnlyList<SourceFile> Files() =>
        [.. new[] { _adoption.File }.Concat(_connections.Parts.Select(part => part.File)).Append(_adoption.Target?.Part.File)
            .Append(_adoption.Answer?.Source).OfType<SourceFile>().Distinct()];

    private string Line(Part part)
    {
        var takes = _connections.SocketsOf(part)?.Where((_, place) => part.Fitted.Taken.Contains(place)).Select(socket =>
            socket.Name ?? "?").ToArray();
        var gives = _connections.OutputsOf(part);
        return $"{part}: {Text(takes, part.Fitted.Width)} → {Text(gives, part.Fitted.OutputWidth)}";
    }

    private static string Text(IReadOnlyList<string>? names, int count) => names is null ? Figures.Count(count, "column")
        : string.Join(", ", names);
}
