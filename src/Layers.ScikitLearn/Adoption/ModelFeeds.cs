namespace Layers.ScikitLearn;

/// <summary>The columns of each input of the model.</summary>
internal sealed class ModelFeeds(Adoption adoption, Connections connections, Questions questions)
{
    private ModelEnds Ends => adoption.Ends;

    private IReadOnlyList<Part> Parts => connections.Parts;

    /// <summary>The columns of each input; null for an input that is not changed.</summary>
    public IReadOnlyList<IReadOnlyList<Source>?> Find() => Ends.Inputs.Count == 1 ? [Only()] : ByName();

    /// <summary>The number of steps of the windows that the only input takes, from the model's own shape; null if it takes rows.</summary>
    public Dim? StepsFor(IReadOnlyList<Source> feed)
    {
        var (count, shape) = (feed.Count, Ends.Inputs[0].Shape);
        if (adoption.Window is { } steps)
        {
            if (count != 1 || ModelEnds.ValuesOf(shape) != steps) questions.WindowOf(steps, count);
            return (Dim)steps;
        }
        if (shape.Rank == 2 && (!shape[1].IsKnown || shape[1].Size == count)) return null;
        if (shape.Rank == 3 && (!shape[2].IsKnown || shape[2].Size == count) && !(shape[1].IsKnown && shape[1].Size == 1)) return shape[1];
        if (shape.Rank > 2 && ModelEnds.ValuesOf(shape) == count && count > 1) return null;
        questions.Width(count, feed, connections);
        return null;
    }

    private IReadOnlyList<Source>? Only()
    {
        if (adoption.Order is { } order) return Ordered(order);
        if (Parts.Count == 0 && adoption.Window is { } steps) questions.WindowOfNothing(steps);
        if (Parts.Count == 0 || questions.Any) return null;
        Part[] last = [.. Parts.Where(part => connections.TakenFrom(part).Count == 0)];
        foreach (var part in Parts.Except(last)) RequireTaken(part, connections.TakenFrom(part));
        if (last is [var only]) return Results(only);
        var lost = false;
        foreach (var part in last) lost |= AskForNames(part);
        if (!lost && last.Length > 1) questions.WhichStandsFirst(last, [.. last.Select(connections.OutputsOf)]);
        return null;
    }

    private IReadOnlyList<Source>? Ordered(IReadOnlyList<string> order)
    {
        var feed = new List<Source>();
        foreach (var block in order)
        {
            if (Parts.FirstOrDefault(part => part.Name == block) is { } part) feed.AddRange(Results(part));
            else if (connections.IsFileName(block)) questions.NotUsed(Ends.File, block, Parts);
            else if (connections.Find(block, Ends.File) is { } source) feed.Add(source);
        }
        if (connections.Repeated(feed) is { } twice) questions.TwiceIn(Ends.File, connections.NameOf(twice));
        foreach (var part in Parts)
        {
            var taken = connections.TakenFrom(part).ToHashSet();
            taken.UnionWith(feed.Where(source => source.Part == part).Select(source => source.Place));
            if (taken.Count == 0 && !questions.Any) RequireTaken(part, taken);
        }
        return questions.Any ? null : feed;
    }

    // An input of the model takes the column of its name; inputs without one are not changed.
    private IReadOnlyList<Source>?[] ByName()
    {
        if (adoption.Order is not null) questions.OneInputOnly("Concatenate");
        if (adoption.Window is not null) questions.OneInputOnly("WithWindow");
        var feeds = new IReadOnlyList<Source>?[Ends.Inputs.Count];
        if (questions.Any) return feeds;
        for (var i = 0; i < feeds.Length; i++)
        {
            var (name, shape, _) = Ends.Inputs[i];
            // A column that both the model and a file take becomes one input.
            if (connections.IsGiven(name)) feeds[i] = connections.Find(name, Ends.File) is { } source ? [source] : null;
            else if (connections.IsRaw(name)) feeds[i] = [Source.Raw(name)];
            if (feeds[i] is [var one] && !ModelEnds.TakesColumn(shape))
                questions.InputOfColumn(name, shape, one);
        }
        foreach (var part in Parts)
            if (connections.TakenFrom(part).Count == 0 && !feeds.Any(feed => feed?[0].Part == part)) questions.SeveralInputs(part);
        return feeds;
    }

    private static IReadOnlyList<Source> Results(Part part) => [.. Enumerable.Range(0, part.Fitted.OutputWidth)
        .Select(place => Source.Of(part, place))];

    private void RequireTaken(Part part, IReadOnlySet<int> taken)
    {
        var outputs = connections.OutputsOf(part);
        if (outputs is null && taken.Count > 0) return;
        string[] left = [.. outputs?.Where((_, place) => !taken.Contains(place)) ?? []];
        if (left.Length > 0 || outputs is null) questions.Untaken(part, left, null);
    }

    // If a script renamed the results of an encoder, the old and the new names usually have the same ending.
    private bool AskForNames(Part part)
    {
        if (connections.OutputsOf(part) is not { } outputs) return false;
        foreach (var (taker, sources) in connections.Links)
        {
            if (taker == part) continue;
            string[] open = [.. sources.Where(source => source.Part is null && source.Column is not null).Select(source => source.Column!)];
            string?[] like =
                [.. outputs.Select(output => open.FirstOrDefault(column => Ending(column) is { } ending && ending == Ending(output)))];
            if (like.Any(column => column is null) || like.Distinct().Count() < like.Length) continue;
            questions.Untaken(part, outputs, (taker, [.. like.OfType<string>()]));
            return true;
        }
        return false;
    }

    private static string? Ending(string name) => name.IndexOf('_', StringComparison.Ordinal) is > 0 and var place ? name[(place + 1)..]
        : null;
}
