using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Enlarges axes by a whole factor. Pixels are squares, so the center of the first new pixel is at half its size.</summary>
internal static class Scaling
{
    // The number of steps of TensorFlow's table of cubic weights.
    private const double CubicSteps = 1024;

    // The limit of the number of weights of one side. A side of 4096 pixels that is doubled reaches the limit.
    private const double MostWeights = 1 << 25;

    /// <summary>Repeats each element along each spatial or time axis by the factor of the axis.</summary>
    public static Value Repeat(Value x, DataFormat format, int[] factors) =>
        ChannelsFirst.Apply(x, format, first => factors.Index().Aggregate(first, (y, factor) => Repeat(y, 2 + factor.Index, factor.Item)));

    private static Value Repeat(Value x, int axis, int factor)
    {
        if (factor == 1) return x;
        long[] copies = [.. Enumerable.Repeat(1L, x.Shape.Rank + 1)];
        copies[axis + 1] = factor;
        var y = Expand(Unsqueeze(x, axis + 1), Constant(copies));
        Dim[] sizes = [.. x.Shape];
        if (sizes[axis].IsKnown) sizes[axis] = checked(sizes[axis].Size * factor);
        if (sizes[1..].All(size => size.IsKnown)) return RowShapes.Reshape(y, [.. sizes[1..].Select(size => size.Size)]);
        if (sizes.Count(size => !size.IsKnown) <= 1) return Ops.Reshape(y, [.. sizes.Select(size => size.IsKnown ? size.Size : -1)]);
        // Several sizes are unknown, so the graph computes all of them. The axis of copies is merged with the axis before it.
        var all = ShapeOf(y);
        return Ops.Reshape(y, Concat([.. Enumerable.Range(0, x.Shape.Rank).Select(i =>
            i == axis ? ReduceProd(Gather(all, Constant(new long[] { i, i + 1 })))
                : Gather(all, Constant(new long[] { i < axis ? i : i + 1 })))], 0));
    }

    /// <summary>Enlarges images <c>(batch, channels, height, width)</c> with known sizes.</summary>
    /// <exception cref="ArgumentException">A side is too long for a table of the weights of old pixels in new pixels.</exception>
    public static Value Enlarge(Value x, Interpolation interpolation, Size2D factor)
    {
        foreach (var (axis, times) in new[] { (2, factor.Height), (3, factor.Width) })
            if ((double)x.Shape[axis].Size * x.Shape[axis].Size * times > MostWeights)
                throw Throw.TooLargeToEnlarge(x.Shape[axis].Size, times);
        var (rows, columns) = (Weights(interpolation, (int)x.Shape[2].Size, factor.Height),
            Weights(interpolation, (int)x.Shape[3].Size, factor.Width));
        return MatMul(MatMul(Cast(Constant(TensorData.Of(rows)), x.Type), x), Transpose(Cast(Constant(TensorData.Of(columns)), x.Type)));
    }

    // The weights of the old pixels in each new pixel, [size · factor, size].
    private static double[,] Weights(Interpolation interpolation, int size, int factor)
    {
        var weights = new double[size * factor, size];
        for (var i = 0; i < size * factor; i++)
        {
            // The center in units of old pixels, whose centers are at 0, 1, 2 and so on.
            var middle = (i + 0.5) / factor - 0.5;
            if (interpolation == Interpolation.Bilinear) Bilinear(weights, i, middle, size);
            else Normalized(weights, i, size, pixel => interpolation switch
            {
                Interpolation.Bicubic =>
                    Cubic(pixel - Math.Floor(middle), Math.Round((middle - Math.Floor(middle)) * CubicSteps) / CubicSteps),
                Interpolation.Lanczos3 => Lanczos(pixel - middle, 3),
                _ => Lanczos(pixel - middle, 5),
            });
        }
        return weights;
    }

    private static void Bilinear(double[,] weights, int i, double middle, int size)
    {
        var (low, part) = (Math.Floor(middle), middle - Math.Floor(middle));
        weights[i, (int)Math.Clamp(low, 0, size - 1)] += 1 - part;
        weights[i, (int)Math.Clamp(low + 1, 0, size - 1)] += part;
    }

    // Pixels beyond the edge have the weight 0, and the other weights are scaled to a sum of 1.
    private static void Normalized(double[,] weights, int i, int size, Func<int, double> weight)
    {
        double sum = 0;
        for (var pixel = 0; pixel < size; pixel++) sum += weights[i, pixel] = weight(pixel);
        for (var pixel = 0; pixel < size; pixel++) weights[i, pixel] /= sum;
    }

    private static double Cubic(double pixel, double part)
    {
        var x = Math.Abs(pixel - part);
        return x <= 1 ? (1.5 * x - 2.5) * x * x + 1 : x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
    }

    private static double Lanczos(double x, int radius) =>
        Math.Abs(x) >= radius ? 0 : Math.Abs(x) < 1e-9 ? 1
            : radius * Math.Sin(Math.PI * x) * Math.Sin(Math.PI * x / radius) / (Math.PI * Math.PI * x * x);
}
