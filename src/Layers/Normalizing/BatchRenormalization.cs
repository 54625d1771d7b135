using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The additional weights and formulas of batch renormalization, which corrects a batch's statistics towards the moving
/// statistics.</summary>
/// <remarks>Source: <see href="https://arxiv.org/abs/1702.03275"/> (Ioffe, 2017), as in Keras from 3.14 on.</remarks>
internal sealed class BatchRenormalization(BatchNormalization layer, Weight movingStddev, Weight mean, Weight stddev)
{
    /// <summary>Returns the factor <c>r</c> and the summand <c>d</c> that correct normalized numbers to the moving statistics. Both have a
    /// gradient of 0.</summary>
    public (Value R, Value D) Corrections(Value batchMean, Value batchStddev, CallContext call)
    {
        var (clipping, known) = (layer.RenormClipping, Max(call.Current(stddev), Math.Sqrt(layer.Epsilon)));
        var (r, d) = (batchStddev / known, (batchMean - call.Current(mean)) / known);
        if (clipping.RMin is { } rmin) r = Max(r, rmin);
        if (clipping.RMax is { } rmax) r = Min(r, rmax);
        if (clipping.DMax is { } dmax) d = Clip(d, -dmax, dmax);
        return (StopGradient(r), StopGradient(d));
    }

    /// <summary>Updates the moving statistics for training and for prediction. The moving variance follows from the moving standard
    /// deviation.</summary>
    public void Update(Weight movingVariance, Value batchMean, Value batchStddev, CallContext call)
    {
        UpdateMoving(mean, batchMean, layer.RenormMomentum, call);
        UpdateMoving(stddev, batchStddev, layer.RenormMomentum, call);
        UpdateMoving(movingStddev, batchStddev, layer.Momentum, call);
        call.Update(movingVariance, Relu(Square(call.Current(movingStddev)) - layer.Epsilon));
    }

    private static void UpdateMoving(Weight moving, Value batch, double momentum, CallContext call) =>
        call.Update(moving, call.Current(moving) * momentum + batch * (1 - momentum));
}
