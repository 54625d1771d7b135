namespace Layers;

/// <summary>Numbers of each feature that a constructor is given in place of learning.</summary>
internal static class GivenNumbers
{
    /// <summary>The numbers, checked: one finite number for each feature, within the type that the layer computes with.</summary>
    /// <param name="layer">Whose they are.</param>
    /// <param name="argument">The argument that they came in.</param>
    /// <param name="numbers">One for each feature.</param>
    /// <exception cref="LayerException">They are no list, or one of them does not serve.</exception>
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

    /// <summary>The same of numbers that divide: none is 0, and none so small that the type loses its digits.</summary>
    /// <inheritdoc cref="Of"/>
    public static double[] Divisors(Layer layer, string argument, TensorData numbers)
    {
        var all = Of(layer, argument, numbers);
        if (Array.IndexOf(all, 0) is >= 0 and var place) throw Throw.GivenZero(layer, argument, place);
        HeldNumbers.RequireFactors(layer, argument, TensorData.Of(all, [all.Length]), layer.Policy.ArithmeticType);
        return all;
    }

    /// <summary>Refuses lists of different sizes.</summary>
    /// <exception cref="LayerException">They differ.</exception>
    public static void RequireSameShape(Layer layer, string argument, double[] numbers, string other, double[] others)
    {
        if (numbers.Length != others.Length) throw Throw.GivenListsDiffer(layer, argument, numbers.Length, other, others.Length);
    }

    /// <summary>How many numbers a table has of each feature; 0 where it is no table.</summary>
    public static int Columns(TensorData table, string argument)
    {
        ArgumentNullException.ThrowIfNull(table, argument);
        return table.Shape.Rank == 2 ? (int)table.Shape[1].Size : 0;
    }

    /// <summary>The rows of a table, checked: finite numbers, none below the one before.</summary>
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
