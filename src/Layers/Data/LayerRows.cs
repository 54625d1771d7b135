namespace Layers;

/// <summary>The rows of a source as layers take them: texts where all columns are of texts or dates, else numbers.</summary>
internal static class LayerRows
{
    /// <summary>Reads the rows in batches. A text that is missing is null, to be refused with its row by whoever takes texts.</summary>
    public static IEnumerable<TensorData> Of(RowSource source, CancellationToken cancellation) =>
        AreTexts(source) ? source.ReadTables(cancellation: cancellation).Select(table => Texts(table)) : source.ReadBatches(cancellation: cancellation);

    /// <summary>A row without values, which shows what batches are like.</summary>
    public static TensorData Like(RowSource source) => TensorData.Zeros(AreTexts(source) ? DType.String : DType.Float32, [1, source.Columns.Count]);

    private static bool AreTexts(RowSource source) => source.Types.All(type => type is ColumnType.Text or ColumnType.Date);

    private static TensorData Texts(Table table)
    {
        var columns = table.Columns.Select(name => table[name]).ToArray();
        var texts = new string[checked(table.RowCount * columns.Length)];
        for (var i = 0; i < texts.Length; i++) texts[i] = columns[i % columns.Length].Written(i / columns.Length)!;
        return TensorData.Of(texts, [table.RowCount, columns.Length]);
    }
}
