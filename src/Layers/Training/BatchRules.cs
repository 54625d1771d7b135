namespace Layers;

/// <summary>What later batches must have in common with the first, which a graph was made for.</summary>
/// <param name="first">The first batch.</param>
internal sealed class BatchRules(Examples first)
{
    private readonly Shape?[] _shapes = [.. first.Parts.Select(part => part?.Shape)];
    private readonly List<(int Output, Loss Loss, Shape Prediction)> _labels = [];

    /// <summary>Asks that an output's labels be those that its loss takes.</summary>
    public void Add(int output, Loss loss, Shape prediction) => _labels.Add((output, loss, prediction));

    /// <summary>Refuses a batch that the graph was not made for.</summary>
    /// <exception cref="ArgumentException">It has other sizes than the first, but for its rows, or labels that the loss does not
    /// know.</exception>
    public void Check(Examples batch)
    {
        foreach (var (part, shape) in batch.Parts.Zip(_shapes))
            if (part is not null && shape is not null && !(part.Shape.Rank == shape.Rank && part.Shape.With(0, shape[0]).Equals(shape))) throw Throw.OtherSizesThanTheFirst(shape, part.Shape);
        foreach (var (output, loss, prediction) in _labels) loss.CheckLabels(batch.Y[output]!, prediction, batch.Before);
    }
}
