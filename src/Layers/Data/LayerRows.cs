namespace Layers;

/// <summary>The rows of a source in the form that layers take: texts if all columns have texts or dates, else numbers.</summary>
internal static class LayerRows
{
    /// <summary>Reads the rows in batches. A missing text is null; the layers that take texts refuse it and name its row.</summary>
    public static IEnumerable<TensorData> Of(RowSource source, CancellationToken cancellation) =>
        AreTexts(source) ? source.ReadTables(cancellation: cancellation).Select(table => Texts(table))
            : source.ReadBatches(cancellation: cancellation);

    /// <summary>Returns a row without values that has the type and the shape of the batches.</summary>
    public static TensorData Like(RowSource source) =>
        TensorData.Zeros(AreTexts(source) ? DType.String : DType.Float32, [1, source.Columns.Count]);

    private static bool AreTexts(RowSource source) => source.Types.All(type => type is ColumnType.Text or ColumnType.Date);

    private static TensorData Texts(Table table)
    {
        var columns = table.Columns.Select(name => table[name]).ToArray();
        var texts = new string[checked(table.RowCount * columns.Length)];
        for (var i = 0; i < texts.Length; i++) texts[i] = columns[i % columns.Length].Written(i / columns.Length)!;
        return TensorData.Of(texts, [table.RowCount, columns.Length]);
    }
}
