namespace Layers;

/// <summary>The numbers that a constructor receives for each feature, in ascending order: edges of bins, or knots of splines.</summary>
internal static class GivenRows
{
    /// <summary>Checks and copies the rows.</summary>
    /// <param name="layer">The layer that receives the rows.</param>
    /// <param name="argument">The name of the argument.</param>
    /// <param name="rows">A row for each feature.</param>
    /// <exception cref="LayerException">There is no row, or a row is not two or more finite numbers in ascending order.</exception>
    public static double[][] Of(Layer layer, string argument, IReadOnlyList<IReadOnlyList<double>> rows)
    {
        if (rows.Count == 0) throw Throw.NoRowsGiven(layer, argument);
        double[][] copy = [.. rows.Select((row, feature) => row is null
            ? throw Throw.NotAscending(layer, argument, feature, []) : row.ToArray())];
        foreach (var (feature, row) in copy.Index())
        {
            if (row.Length < 2 || !row.All(double.IsFinite) || row.Zip(row.Skip(1)).Any(pair => pair.First >= pair.Second))
                throw Throw.NotAscending(layer, argument, feature, row);
            HeldNumbers.RequireGiven(layer, argument, TensorData.Of(row, [row.Length]), layer.Policy.ArithmeticType);
        }
        return copy;
    }

    /// <summary>Reads rows from settings: a table with padded rows, and the number of intervals of each row.</summary>
    /// <exception cref="InvalidDataException">A table is missing, or the two do not fit together.</exception>
    public static double[][] Read(ConfigReader config, string table, string steps, int columns)
    {
        var numbers = config.OptionalTensor(table) ?? throw Throw.MissingSetting(config.Owner, table);
        var counts = (config.OptionalTensor(steps) ?? throw Throw.MissingSetting(config.Owner, steps)).ToArray<double>();
        if (numbers.Shape.Rank != 2 || numbers.Shape[0] != counts.Length || numbers.Shape[1] != columns)
            throw Throw.BadNumbers(config.Owner, table, [counts.Length, columns]);
        if (counts.Any(count => !(count >= 1 && count < columns && count == Math.Floor(count))))
            throw Throw.BadNumbers(config.Owner, steps, [counts.Length]);
        var all = numbers.ToArray<double>();
        return [.. counts.Select((count, row) => all[(row * columns)..(row * columns + (int)count + 1)])];
    }
}
