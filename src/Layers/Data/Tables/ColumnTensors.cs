namespace Layers;

/// <summary>Conversions of columns to a tensor <c>(rows, columns)</c>.</summary>
internal static class ColumnTensors
{
    /// <param name="columns">One or more columns with the same number of rows.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="type">The type of the elements; null for the type of the columns.</param>
    /// <param name="missing">The text for a missing text or date; null for the empty text.</param>
    public static TensorData Of(IReadOnlyList<Column> columns, int rows, DType? type, string? missing)
    {
        var wanted = type ?? TypeOf(columns);
        foreach (var column in columns)
            if (!Fits(column.Type, wanted)) throw Throw.NotOfTensorType(column, wanted);
        return wanted switch
        {
            DType.String => Texts(columns, rows, missing),
            DType.Float32 => Fill(columns, rows, (column, row) => (float)Number(column, row)),
            DType.Float64 => Fill(columns, rows, Number),
            DType.Bool =>
                Fill(columns, rows, (column, row) => ((Column<bool?>)column)[row] ?? throw Throw.MissingInTensor(column, row, wanted)),
            _ => Fill(columns, rows, (column, row) => Integer(column, row) ?? throw Throw.MissingInTensor(column, row, wanted)),
        };
    }

    /// <summary>Returns numbers in one type that can hold them all: int64 if all are whole and none is missing, else float64.</summary>
    public static TensorData Numbers(IReadOnlyList<Column> columns, int rows) =>
        Of(columns, rows, columns.All(column => column.Type is ColumnType.Integer or ColumnType.Boolean && column.MissingCount == 0)
            ? DType.Int64 : DType.Float64, null);

    private static DType TypeOf(IReadOnlyList<Column> columns)
    {
        var types = columns.Select(column => column.Type).Distinct().ToList();
        if (types is [ColumnType.Boolean]) return DType.Bool;
        if (types.TrueForAll(type => type is ColumnType.Integer or ColumnType.Boolean)) return DType.Int64;
        if (types.TrueForAll(type => type is ColumnType.Text or ColumnType.Date)) return DType.String;
        if (types.Exists(type => type is ColumnType.Text or ColumnType.Date)) throw Throw.NumbersAndTexts(columns);
        return DType.Float64;
    }

    private static bool Fits(ColumnType column, DType type) => type switch
    {
        DType.Float32 or DType.Float64 => column is ColumnType.Number or ColumnType.Integer or ColumnType.Boolean,
        DType.Int64 => column is ColumnType.Integer or ColumnType.Boolean or ColumnType.Date,
        DType.Bool => column is ColumnType.Boolean,
        DType.String => column is ColumnType.Text or ColumnType.Date,
        _ => false,
    };

    private static double Number(Column column, int row) => column switch
    {
        Column<double> numbers => numbers[row],
        Column<bool?> truths => truths[row] is { } truth ? truth ? 1 : 0 : double.NaN,
        _ => ((Column<long?>)column)[row] ?? double.NaN,
    };

    private static long? Integer(Column column, int row) => column switch
    {
        Column<bool?> truths => truths[row] is { } truth ? truth ? 1 : 0 : null,
        Column<DateTime?> dates => dates[row]?.Ticks,
        _ => ((Column<long?>)column)[row],
    };

    private static TensorData Texts(IReadOnlyList<Column> columns, int rows, string? missing)
    {
        if (missing is null)
            foreach (var column in columns)
                if (column is Column<string?> { MissingCount: > 0 } texts && texts.AsSpan().IndexOf("") is >= 0 and var empty)
                    throw Throw.EmptyAndMissing(column, empty, texts.AsSpan().IndexOf((string?)null));
        return Fill(columns, rows, (column, row) => column.Written(row) ?? missing ?? "");
    }

    private static TensorData Fill<T>(IReadOnlyList<Column> columns, int rows, Func<Column, int, T> value)
    {
        var values = new T[checked(rows * columns.Count)];
        for (var i = 0; i < columns.Count; i++)
            for (var row = 0; row < rows; row++) values[row * columns.Count + i] = value(columns[i], row);
        return TensorData.Of(values, [rows, columns.Count]);
    }
}
