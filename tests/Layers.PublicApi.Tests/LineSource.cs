using System.Globalization;
using Layers.Graphs;

namespace Layers.PublicApi.Tests;

/// <summary>A custom source: lines of text with a word, a number that may be missing, and a day. Each reading starts at the first
/// line.</summary>
public sealed class LineSource(params string[] lines) : RowSource
{
    private static readonly string[] s_columns = ["word", "size", "day"];
    private static readonly ColumnType[] s_types = [ColumnType.Text, ColumnType.Number, ColumnType.Date];

    /// <summary>The number of times that the lines were read.</summary>
    public int Readings { get; private set; }

    public override string Description => "lines in memory";

    public override IReadOnlyList<string> Columns => s_columns;

    public override IReadOnlyList<ColumnType> Types => s_types;

    public override long? Rows => lines.Length;

    // Texts are not numbers: a caller of this source reads tables, or selects the numbers.
    public override IEnumerable<TensorData> ReadBatches(int batchSize = 65_536, CancellationToken cancellation = default) =>
        throw new RowSourceException($"{Description}: the columns 'word' and 'day' are no numbers. Select 'size'.");

    public override IEnumerable<Table> ReadTables(int batchSize = 65_536, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        Readings++;
        foreach (var batch in lines.Chunk(batchSize))
        {
            cancellation.ThrowIfCancellationRequested();
            var cells = batch.Select(line => line.Split(';')).ToArray();
            yield return Table.Of(
                Column.Text("word", [.. cells.Select(cell => cell[0] == "-" ? null : cell[0])]),
                Column.Number("size", [.. cells.Select(cell => cell[1].Length == 0
                    ? (double?)null : double.Parse(cell[1], CultureInfo.InvariantCulture))]),
                Column.Date("day", [.. cells.Select(cell => (DateTime?)DateTime.ParseExact(cell[2], "yyyy-MM-dd",
                    CultureInfo.InvariantCulture))]));
        }
    }
}
