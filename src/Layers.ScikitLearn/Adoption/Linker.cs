using System.Text;

namespace Layers.ScikitLearn;

/// <summary>Connects the parts of an adoption with one another and with the model.</summary>
internal sealed class Linker
{
    private readonly Adoption _adoption;
    private readonly Questions _questions;
    private readonly Connections _connections;

    private Linker(Adoption adoption)
    {
        _adoption = adoption;
        _questions = new Questions(adoption.Ends);
        _connections = new Connections(adoption.Parts, _questions);
    }

    private ModelEnds Ends => _adoption.Ends;

    /// <summary>The wiring.</summary>
    /// <exception cref="AdoptException">Something is open.</exception>
    public static Wiring Link(Adoption adoption) => new Linker(adoption).Link();

    /// <summary>The wiring as text, a line a part, and what is open.</summary>
    public static string Describe(Adoption adoption)
    {
        var linker = new Linker(adoption);
        var text = new StringBuilder();
        foreach (var part in adoption.Parts) text.AppendLine(linker.Line(part));
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
        IReadOnlyList<Source>?[] feeds = Ends.Inputs.Count == 1 ? [Feed()] : FeedsByName();
        var steps = Ends.Inputs.Count == 1 && feeds[0] is { } feed && !_questions.Any ? StepsFor(feed) : null;
        var target = Target();
        RequireClasses();
        RequireOneType();
        if (_questions.Any) throw new AdoptException(_questions.All);
        return new Wiring(Ends, _connections.Links, feeds, steps, target, _adoption.Answer?.Words, Files());
    }

    // A part without names is the only one, which takes the columns of a matrix, or it is asked for them.
    private void RequireColumns()
    {
        foreach (var part in _adoption.Parts)
        {
            if (part.Columns is not null || _connections.SocketsOf(part) is not null) continue;
            if (part.Fitted.Classes is not null)
            {
                (string, string)[] open = [.. _connections.Links.SelectMany(link => link.Value
                    .Where((source, place) => source.Part is null && link.Key.Fitted.Taken.Contains(place) && link.Key.Fitted.TypeOf(place) != ColumnType.Text)
                    .Select(source => (source.Column!, link.Key.Name))).Distinct()];
                _questions.ColumnOfEncoder(part, open);
            }
            else if (_adoption.Parts.Count > 1)
            {
                _questions.ColumnsOf(part, [.. _adoption.Parts.Where(other => other != part && _connections.TakenFrom(other).Count == 0)]);
            }
        }
    }

    private IReadOnlyList<Source>? Feed()
    {
        if (_adoption.Order is { } order) return Ordered(order);
        if (_adoption.Parts.Count == 0 || _questions.Any) return null;
        Part[] last = [.. _adoption.Parts.Where(part => _connections.TakenFrom(part).Count == 0)];
        foreach (var part in _adoption.Parts.Except(last)) RequireTaken(part, _connections.TakenFrom(part));
        if (last is [var only]) return Results(only);
        var lost = false;
        foreach (var part in last) lost |= AskForNames(part);
        if (!lost && last.Length > 1) _questions.WhichStandsFirst(last, [.. last.Select(_connections.OutputsOf)]);
        return null;
    }

    private IReadOnlyList<Source>? Ordered(IReadOnlyList<string> order)
    {
        var feed = new List<Source>();
        foreach (var block in order)
        {
            if (_adoption.Parts.FirstOrDefault(part => part.Name == block) is { } part) feed.AddRange(Results(part));
            else if (_connections.Find(block, Ends.File) is { } source) feed.Add(source);
        }
        foreach (var part in _adoption.Parts)
        {
            var taken = _connections.TakenFrom(part).ToHashSet();
            taken.UnionWith(feed.Where(source => source.Part == part).Select(source => source.Place));
            if (taken.Count == 0 && !_questions.Any) RequireTaken(part, taken);
        }
        return _questions.Any ? null : feed;
    }

    // Inputs of the model take what has their name, and others stay as they are.
    private IReadOnlyList<Source>?[] FeedsByName()
    {
        if (_adoption.Order is not null || _questions.Any) return new IReadOnlyList<Source>?[Ends.Inputs.Count];
        var feeds = Ends.Inputs.Select(input => _connections.IsGiven(input.Name) && _connections.Find(input.Name, Ends.File) is { } source ? new[] { source } : null).ToArray();
        foreach (var part in _adoption.Parts)
            if (_connections.TakenFrom(part).Count == 0 && !feeds.Any(feed => feed?[0].Part == part)) _questions.SeveralInputs(part);
        return feeds;
    }

    private static IReadOnlyList<Source> Results(Part part) => [.. Enumerable.Range(0, part.Fitted.OutputWidth).Select(place => Source.Of(part, place))];

    private void RequireTaken(Part part, IReadOnlySet<int> taken)
    {
        if (_connections.OutputsOf(part) is not { } outputs) return;
        string[] left = [.. outputs.Where((_, place) => !taken.Contains(place))];
        if (left.Length > 0) _questions.Untaken(part, left, null);
    }

    // A script that renamed the results of an encoder shows in names that end alike.
    private bool AskForNames(Part part)
    {
        if (_connections.OutputsOf(part) is not { } outputs) return false;
        foreach (var (taker, sources) in _connections.Links)
        {
            if (taker == part) continue;
            string[] open = [.. sources.Where(source => source.Part is null && source.Column is not null).Select(source => source.Column!)];
            string?[] like = [.. outputs.Select(output => open.FirstOrDefault(column => Ending(column) is { } ending && ending == Ending(output)))];
            if (like.Any(column => column is null) || like.Distinct().Count() < like.Length) continue;
            _questions.Untaken(part, outputs, (taker, [.. like.OfType<string>()]));
            return true;
        }
        return false;
    }

    private static string? Ending(string name) => name.IndexOf('_', StringComparison.Ordinal) is > 0 and var place ? name[(place + 1)..] : null;

    // The model's own shape says whether it takes rows or windows.
    private Dim? StepsFor(IReadOnlyList<Source> feed)
    {
        var (count, shape) = (feed.Count, Ends.Inputs[0].Shape);
        if (_adoption.Window is { } steps)
        {
            if (count != 1 || !IsProduct(shape, steps)) _questions.WindowOf(steps, count);
            return (Dim)steps;
        }
        if (shape.Rank == 2 && (!shape[1].IsKnown || shape[1].Size == count)) return null;
        if (shape.Rank == 3 && (!shape[2].IsKnown || shape[2].Size == count) && !(shape[1].IsKnown && shape[1].Size == 1)) return shape[1];
        if (shape.Rank > 2 && IsProduct(shape, count) && count > 1) return null;
        _questions.Width(count, feed, _connections);
        return null;
    }

    private static bool IsProduct(Shape shape, int count) => shape.Skip(1).All(size => size.IsKnown) && shape.Skip(1).Aggregate(1L, (product, size) => product * size.Size) == count;

    private (Part, IReadOnlyList<int>)? Target()
    {
        if (_adoption.Target is not { } target) return null;
        if (Ends.Outputs.Count > 1)
        {
            _questions.SeveralOutputs($"WithTarget(\"{target.Part.Name}\")");
            return null;
        }
        var (width, names) = (target.Part.Fitted.Width, target.Part.Fitted.Names ?? target.Part.Columns ?? []);
        if (target.Column is { } column)
        {
            var place = names.ToList().IndexOf(column);
            if (place < 0) _questions.UnknownTarget(target.Part, column, names);
            else if (Ends.Units is 1 or null) return (target.Part, [place]);
            else _questions.TargetColumn(target.Part, Ends.Units);
            return null;
        }
        if (Ends.Units == width) return (target.Part, [.. Enumerable.Range(0, width)]);
        _questions.TargetColumn(target.Part, Ends.Units);
        return null;
    }

    private IReadOnlyList<SourceFile> Files() =>
        [.. new[] { _adoption.File }.Concat(_adoption.Parts.Select(part => part.File)).Append(_adoption.Target?.Part.File).Append(_adoption.Answer?.Source).OfType<SourceFile>().Distinct()];

    private void RequireClasses()
    {
        if (_adoption.Answer is not { } answer) return;
        if (Ends.Outputs.Count > 1) _questions.SeveralOutputs(answer.File is { } file ? $"WithLabels(\"{file}\")" : "WithClasses");
        else if (!(Ends.Units == answer.Words.Count || (Ends.Units == 1 && answer.Words.Count == 2)))
            _questions.ClassCount(answer, Ends.Units is { } units ? units == 1 ? "1 number" : $"{units} numbers" : $"{Ends.Outputs[0].Shape}");
    }

    private void RequireOneType()
    {
        var takers = new Dictionary<string, (Part Part, bool IsText)>(StringComparer.Ordinal);
        foreach (var (part, sources) in _connections.Links)
            foreach (var place in part.Fitted.Taken)
            {
                if (sources[place].Column is not { Length: > 0 } column) continue;
                var isText = part.Fitted.TypeOf(place) == ColumnType.Text;
                if (takers.TryAdd(column, (part, isText)) || takers[column].IsText == isText) continue;
                var (text, number) = isText ? (part, takers[column].Part) : (takers[column].Part, part);
                _questions.TwoTypes(column, text, number);
            }
    }

    private string Line(Part part)
    {
        var takes = _connections.SocketsOf(part)?.Where((_, place) => part.Fitted.Taken.Contains(place)).Select(socket => socket.Name ?? "?").ToArray();
        var gives = _connections.OutputsOf(part);
        return $"{part}: {Text(takes, part.Fitted.Width)} → {Text(gives, part.Fitted.OutputWidth)}";
    }

    private static string Text(IReadOnlyList<string>? names, int count) => names is null ? count == 1 ? "1 column" : $"{count} columns" : string.Join(", ", names);
}
