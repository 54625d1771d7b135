using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>What batch normalization keeps and does beside, where a batch's statistics are corrected towards the moving ones.</summary>
/// <remarks>Source: <see href="https://arxiv.org/abs/1702.03275"/> (Ioffe, 2017), as Keras has it since 3.14.</remarks>
internal sealed class BatchRenormalization(BatchNormalization layer, Weight movingStddev, Weight mean, Weight stddev)
{
    /// <summary>Normalized numbers as the moving statistics would have them: times <c>r</c>, plus <c>d</c>. Neither has a slope.</summary>
    public (Value R, Value D) Corrections(Value batchMean, Value batchStddev, TrainingContext training)
    {
        var (clipping, known) = (layer.RenormClipping, Max(training.Current(stddev), Math.Sqrt(layer.Epsilon)));
        var (r, d) = (batchStddev / known, (batchMean - training.Current(mean)) / known);
        if (clipping.RMin is { } rmin) r = Max(r, rmin);
        if (clipping.RMax is { } rmax) r = Min(r, rmax);
        if (clipping.DMax is { } dmax) d = Clip(d, -dmax, dmax);
        return (StopGradient(r), StopGradient(d));
    }

    /// <summary>The moving statistics go on: of training, and of prediction, whose variance is that of the moving deviation.</summary>
    public void Update(Weight movingVariance, Value batchMean, Value batchStddev, TrainingContext training)
    {
        Follow(mean, batchMean, layer.RenormMomentum, training);
        Follow(stddev, batchStddev, layer.RenormMomentum, training);
        Follow(movingStddev, batchStddev, layer.Momentum, training);
        training.Update(movingVariance, Relu(Square(training.Current(movingStddev)) - layer.Epsilon));
    }

    private static void Follow(Weight moving, Value batch, double momentum, TrainingContext training) =>
        training.Update(moving, training.Current(moving) * momentum + batch * (1 - momentum));
}
