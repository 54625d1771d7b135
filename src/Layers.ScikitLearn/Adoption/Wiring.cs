namespace Layers.ScikitLearn;

/// <summary>The connections of an adoption without open questions.</summary>
/// <param name="Ends">The inputs and outputs of the model.</param>
/// <param name="Links">The source of each column that a part takes. A part whose columns have no names is left out; its columns are the
/// model's only input.</param>
/// <param name="Feeds">The columns of each input of the model; null for an input that is not changed.</param>
/// <param name="Steps">The number of steps of the windows that go into the model; null if rows go in.</param>
/// <param name="Target">The target scaler, and the indices of its columns that the model predicts; null for none.</param>
/// <param name="Classes">The classes of the output; null if none are known.</param>
/// <param name="Files">The files of the adoption, the model's first.</param>
internal sealed record Wiring(
    ModelEnds Ends,
    IReadOnlyDictionary<Part, IReadOnlyList<Source>> Links,
    IReadOnlyList<IReadOnlyList<Source>?> Feeds,
    Dim? Steps,
    (Part Part, IReadOnlyList<int> Places)? Target,
    IReadOnlyList<string>? Classes,
    IReadOnlyList<SourceFile> Files)
{
    /// <summary>Returns the results of a part that are used, in order.</summary>
    public IReadOnlyList<int> Needed(Part part)
    {
        var taken = Links.Where(link => link.Value.Any(source => source.Part == part)).SelectMany(link =>
            PlacesOf(link.Key).Select(place => link.Value[place])).Concat(Feeds.SelectMany(feed => feed ?? []));
        return [.. taken.Where(source => source.Part == part).Select(source => source.Place).Distinct().Order()];
    }

    /// <summary>Returns the columns that a part reads.</summary>
    public IReadOnlyList<int> PlacesOf(Part part) => part.Fitted.IsColumnwise ? Needed(part) : part.Fitted.Taken;
}
