namespace Layers;

/// <summary>The shapes and labels that later batches must share with the first batch, which the graph was built for.</summary>
/// <param name="first">The first batch.</param>
internal sealed class BatchRules(Examples first)
{
    private readonly Shape?[] _shapes = [.. first.Parts.Select(part => part?.Shape)];
    private readonly List<(int Output, Loss Loss, Shape Prediction)> _labels = [];

    /// <summary>Adds the rule that the labels of an output are labels that its loss accepts.</summary>
    public void Add(int output, Loss loss, Shape prediction) => _labels.Add((output, loss, prediction));

    /// <summary>Throws if the graph cannot run a batch.</summary>
    /// <exception cref="ArgumentException">The batch has another shape than the first batch (the number of rows may differ), or labels that
    /// the loss does not accept.</exception>
    public void Check(Examples batch)
    {
        foreach (var (part, shape) in batch.Parts.Zip(_shapes))
            if (part is not null && shape is not null && !(part.Shape.Rank == shape.Rank && part.Shape.With(0, shape[0]).Equals(shape)))
                throw Throw.OtherSizesThanTheFirst(shape, part.Shape);
        foreach (var (output, loss, prediction) in _labels) loss.CheckLabels(batch.Y[output]!, prediction, batch.Before);
    }
}
