namespace Layers;

/// <summary>Numbers that a constructor is given for each feature, ascending: edges of bins, or knots of splines.</summary>
internal static class GivenRows
{
    /// <summary>The rows, checked.</summary>
    /// <param name="layer">Whose they are.</param>
    /// <param name="argument">The argument that they came in.</param>
    /// <param name="rows">A row for each feature.</param>
    /// <exception cref="LayerException">There is none, or one that is not two or more finite numbers, ascending.</exception>
    public static double[][] Of(Layer layer, string argument, IReadOnlyList<IReadOnlyList<double>> rows)
    {
        if (rows.Count == 0) throw Throw.NoRowsGiven(layer, argument);
        double[][] copy = [.. rows.Select((row, feature) => row is null ? throw Throw.NotAscending(layer, argument, feature, []) : row.ToArray())];
        foreach (var (feature, row) in copy.Index())
        {
            if (row.Length < 2 || !row.All(double.IsFinite) || row.Zip(row.Skip(1)).Any(pair => pair.First >= pair.Second)) throw Throw.NotAscending(layer, argument, feature, row);
            HeldNumbers.RequireGiven(layer, argument, TensorData.Of(row, [row.Length]), layer.Policy.ArithmeticType);
        }
        return copy;
    }

    /// <summary>Rows as settings have them: a table whose rows are filled up, and how many steps from number to number each has.</summary>
    /// <exception cref="InvalidDataException">They are not there, or do not belong together.</exception>
    public static double[][] Read(ConfigReader config, string table, string steps, int columns)
    {
        var numbers = config.OptionalTensor(table) ?? throw Throw.MissingSetting(config.Owner, table);
        var counts = (config.OptionalTensor(steps) ?? throw Throw.MissingSetting(config.Owner, steps)).ToArray<double>();
        if (numbers.Shape.Rank != 2 || numbers.Shape[0] != counts.Length || numbers.Shape[1] != columns) throw Throw.BadNumbers(config.Owner, table, [counts.Length, columns]);
        if (counts.Any(count => !(count >= 1 && count < columns && count == Math.Floor(count)))) throw Throw.BadNumbers(config.Owner, steps, [counts.Length]);
        var all = numbers.ToArray<double>();
        return [.. counts.Select((count, row) => all[(row * columns)..(row * columns + (int)count + 1)])];
    }
}
