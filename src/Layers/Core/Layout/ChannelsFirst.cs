using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Windows as ONNX has them: the channels in front of the axes of space, where Keras has them last.</summary>
internal static class ChannelsFirst
{
    /// <summary>A formula on <c>(batch, channels, sizes…)</c>, its result back in the format of the input.</summary>
    public static Value Apply(Value x, DataFormat format, Func<Value, Value> formula)
    {
        if (format == DataFormat.ChannelsFirst) return formula(x);
        var rank = x.Shape.Rank;
        var y = formula(Transpose(x, [0, rank - 1, .. Enumerable.Range(1, rank - 2)]));
        return Transpose(y, [0, .. Enumerable.Range(2, rank - 2), 1]);
    }

    // ONNX Runtime's CPU kernels of convolutions and averages know no float64: there a float64 layer has float32's digits.
    public static Value InFloat32(Value x, Func<Value, Value> formula) =>
        x.Type == DType.Float64 ? Cast(formula(Cast(x, DType.Float32)), DType.Float64) : formula(x);

    /// <summary>Keras's kernel <c>(sizes…, channels, filters)</c> as ONNX's <c>(filters, channels, sizes…)</c>.</summary>
    public static Value Kernel(Value kernel)
    {
        var rank = kernel.Shape.Rank;
        return Transpose(kernel, [rank - 1, rank - 2, .. Enumerable.Range(0, rank - 2)]);
    }

    /// <summary>Keras's <c>(sizes…, channels, multiplier)</c> as ONNX's <c>(channels · multiplier, 1, sizes…)</c>.</summary>
    public static Value DepthwiseKernel(Value kernel)
    {
        var rank = kernel.Shape.Rank;
        var moved = Transpose(kernel, [rank - 2, rank - 1, .. Enumerable.Range(0, rank - 2)]);
        return Reshape(moved, [moved.Shape[0].Size * moved.Shape[1].Size, 1, .. kernel.Shape[..^2].ToArray()]);
    }

    public static int ChannelAxis(DataFormat format, int rank) => format == DataFormat.ChannelsFirst ? 1 : rank - 1;

    /// <summary>The first axis of space or time.</summary>
    public static int FirstAxis(DataFormat format) => format == DataFormat.ChannelsFirst ? 2 : 1;
}
