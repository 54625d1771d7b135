namespace Layers;

/// <summary>Numbers for each feature that a constructor receives instead of learning them.</summary>
internal static class GivenNumbers
{
    /// <summary>Validates a list of numbers: one finite number for each feature, within the type that the layer computes with.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="argument">The name of the argument with the numbers.</param>
    /// <param name="numbers">One number for each feature.</param>
    /// <exception cref="LayerException">The numbers are not a list, or a number is not allowed.</exception>
    public static double[] Of(Layer layer, string argument, TensorData numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers, argument);
        if (numbers.Type == DType.String || numbers.Shape.Rank != 1 || numbers.Length == 0)
            throw Throw.GivenNoList(layer, argument, numbers);
        var given = Casting.Cast(numbers, DType.Float64);
        HeldNumbers.RequireGiven(layer, argument, given, layer.Policy.ArithmeticType);
        var all = given.ToArray<double>();
        if (Array.FindIndex(all, number => !double.IsFinite(number)) is >= 0 and var place)
            throw Throw.GivenNotFinite(layer, argument, place, all[place]);
        return all;
    }

    /// <summary>Validates a list of divisors, as <see cref="Of"/> does: no divisor may be 0, or so small that the type loses its
    /// digits.</summary>
    /// <inheritdoc cref="Of"/>
    public static double[] Divisors(Layer layer, string argument, TensorData numbers)
    {
        var all = Of(layer, argument, numbers);
        if (Array.IndexOf(all, 0) is >= 0 and var place) throw Throw.GivenZero(layer, argument, place);
        HeldNumbers.RequireFactors(layer, argument, TensorData.Of(all, [all.Length]), layer.Policy.ArithmeticType);
        return all;
    }

    /// <summary>Throws if two lists have different sizes.</summary>
    /// <exception cref="LayerException">The sizes differ.</exception>
    public static void RequireSameShape(Layer layer, string argument, double[] numbers, string other, double[] others)
    {
        if (numbers.Length != others.Length) throw Throw.GivenListsDiffer(layer, argument, numbers.Length, other, others.Length);
    }

    /// <summary>Returns the number of columns of a table; 0 if the tensor is not a table.</summary>
    public static int Columns(TensorData table, string argument)
    {
        ArgumentNullException.ThrowIfNull(table, argument);
        return table.Shape.Rank == 2 ? (int)table.Shape[1].Size : 0;
    }

    /// <summary>Validates the rows of a table, finite numbers in ascending order, and returns them.</summary>
    /// <inheritdoc cref="Of"/>
    public static double[][] Ascending(Layer layer, string argument, TensorData numbers)
    {
        if (numbers.Type == DType.String || numbers.Shape.Rank != 2 || numbers.Length == 0)
            throw Throw.GivenNoTable(layer, argument, numbers);
        var all = Of(layer, argument, Casting.Cast(numbers, DType.Float64).Reshape([numbers.Length]));
        double[][] rows = [.. all.Chunk((int)numbers.Shape[1].Size)];
        foreach (var (feature, row) in rows.Index())
            if (row.Zip(row.Skip(1)).Any(pair => pair.First > pair.Second)) throw Throw.GivenNotAscending(layer, argument, feature);
        return rows;
    }
}
