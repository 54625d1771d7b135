using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Conversions to ONNX's layout of windows, which has the channels before the spatial axes. Keras's default layout has them
/// last.</summary>
internal static class ChannelsFirst
{
    /// <summary>Applies a formula to the input as <c>(batch, channels, sizes…)</c>, and returns the result in the format of the
    /// input.</summary>
    public static Value Apply(Value x, DataFormat format, Func<Value, Value> formula)
    {
        if (format == DataFormat.ChannelsFirst) return formula(x);
        var rank = x.Shape.Rank;
        var y = formula(Transpose(x, [0, rank - 1, .. Enumerable.Range(1, rank - 2)]));
        return Transpose(y, [0, .. Enumerable.Range(2, rank - 2), 1]);
    }

    // ONNX Runtime's CPU kernels for convolutions and averages do not support float64, so a float64 layer computes them with the precision
    // of float32.
    public static Value InFloat32(Value x, Func<Value, Value> formula) =>
        x.Type == DType.Float64 ? Cast(formula(Cast(x, DType.Float32)), DType.Float64) : formula(x);

    /// <summary>Transposes Keras's kernel <c>(sizes…, channels, filters)</c> to ONNX's <c>(filters, channels, sizes…)</c>.</summary>
    public static Value Kernel(Value kernel)
    {
        var rank = kernel.Shape.Rank;
        return Transpose(kernel, [rank - 1, rank - 2, .. Enumerable.Range(0, rank - 2)]);
    }

    /// <summary>Converts Keras's kernel <c>(sizes…, channels, multiplier)</c> to ONNX's <c>(channels · multiplier, 1,
    /// sizes…)</c>.</summary>
    public static Value DepthwiseKernel(Value kernel)
    {
        var rank = kernel.Shape.Rank;
        var moved = Transpose(kernel, [rank - 2, rank - 1, .. Enumerable.Range(0, rank - 2)]);
        return Reshape(moved, [moved.Shape[0].Size * moved.Shape[1].Size, 1, .. kernel.Shape[..^2].ToArray()]);
    }

    public static int ChannelAxis(DataFormat format, int rank) => format == DataFormat.ChannelsFirst ? 1 : rank - 1;

    /// <summary>Returns the first axis of space or time.</summary>
    public static int FirstAxis(DataFormat format) => format == DataFormat.ChannelsFirst ? 2 : 1;
}
