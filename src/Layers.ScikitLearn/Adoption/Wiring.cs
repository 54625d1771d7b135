namespace Layers.ScikitLearn;

/// <summary>What connects to what, with nothing left open.</summary>
/// <param name="Ends">What the model takes and gives.</param>
/// <param name="Links">Where each column that a part takes comes from. A part without names has none; its columns are the model's only
/// input.</param>
/// <param name="Feeds">For each input of the model the columns that go into it; null for an input that stays as it is.</param>
/// <param name="Steps">How many steps the windows have that go into the model; null where rows go in.</param>
/// <param name="Target">What scales the answer back, and which of its columns the answer is; null for nothing.</param>
/// <param name="Classes">The classes that the answer tells apart; null where none are known.</param>
/// <param name="Files">The files that went into it, the model's first.</param>
internal sealed record Wiring(
    ModelEnds Ends,
    IReadOnlyDictionary<Part, IReadOnlyList<Source>> Links,
    IReadOnlyList<IReadOnlyList<Source>?> Feeds,
    Dim? Steps,
    (Part Part, IReadOnlyList<int> Places)? Target,
    IReadOnlyList<string>? Classes,
    IReadOnlyList<SourceFile> Files)
{
    /// <summary>The results of a part that something takes, in order.</summary>
    public IReadOnlyList<int> Needed(Part part)
    {
        var taken = Links.Where(link => link.Value.Any(source => source.Part == part)).SelectMany(link => PlacesOf(link.Key).Select(place => link.Value[place])).Concat(Feeds.SelectMany(feed => feed ?? []));
        return [.. taken.Where(source => source.Part == part).Select(source => source.Place).Distinct().Order()];
    }

    /// <summary>The columns that a part reads.</summary>
    public IReadOnlyList<int> PlacesOf(Part part) => part.Fitted.IsColumnwise ? Needed(part) : part.Fitted.Taken;
}
