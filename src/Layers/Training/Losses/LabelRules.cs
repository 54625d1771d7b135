using System.Globalization;

namespace Layers;

/// <summary>Checks labels before training starts. Otherwise a wrong shape would broadcast, and a wrong class would be ignored.</summary>
internal static class LabelRules
{
    public static void SameShape(Loss loss, TensorData labels, Shape output)
    {
        var fits = Fits(labels.Shape, output)
            || (labels.Shape.Rank == output.Rank - 1 && output[^1] == 1 && Fits(labels.Shape, output[..^1]))
            || (labels.Shape.Rank == output.Rank + 1 && labels.Shape[^1] == 1 && Fits(labels.Shape[..^1], output));
        if (!fits) throw Throw.WrongLabels(loss.Name, output, labels.Shape);
    }

    public static void ClassNumbers(Loss loss, TensorData labels, Shape output, int? ignored, RowsBefore before)
    {
        var fits = Fits(labels.Shape, output[..^1])
            || (labels.Shape.Rank == output.Rank && labels.Shape[^1] == 1 && Fits(labels.Shape[..^1], output[..^1]));
        if (!fits) throw Throw.WrongClassLabels(loss.Name, output, labels.Shape);
        var classes = output[^1].Size;
        var numbers = Casting.Cast(labels, DType.Float64).AsSpan<double>();
        for (var i = 0; i < numbers.Length; i++)
            if ((!(numbers[i] >= 0 && numbers[i] < classes) || numbers[i] != Math.Floor(numbers[i])) && numbers[i] != ignored)
                throw Throw.UnknownClass(loss.Name, Place(labels, i, before), numbers[i], classes);
    }

    public static void WithinZeroAndOne(Loss loss, TensorData labels, RowsBefore before)
    {
        var numbers = Casting.Cast(labels, DType.Float64).AsSpan<double>();
        for (var i = 0; i < numbers.Length; i++)
            if (!(numbers[i] >= 0 && numbers[i] <= 1))
                throw Throw.NotAProbability(loss.Name, Place(labels, i, before), numbers[i]);
    }

    private static string Place(TensorData labels, int at, RowsBefore before)
    {
        var width = labels.Length / (int)labels.Shape[0].Size;
        return before.Place(at / width) + (width == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $", position {at % width}"));
    }

    private static bool Fits(Shape labels, Shape output) =>
        labels.Rank == output.Rank && labels.Skip(1).Zip(output.Skip(1)).All(pair => !pair.Second.IsKnown || pair.First == pair.Second);
}
