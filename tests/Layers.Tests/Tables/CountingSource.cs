namespace Layers.Tests;

/// <summary>A source that counts the passes over its rows, and records the columns that were read.</summary>
internal sealed class CountingSource(Table table, CountingSource? whole = null) : RowSource
{
    public int Passes { get; private set; }

    public IReadOnlyList<string> Read { get; private set; } = [];

    public override string Description => "the birds";

    public override IReadOnlyList<string> Columns => table.Columns;

    public override IReadOnlyList<ColumnType> Types => table.Types;

    public override RowSource Select(params IReadOnlyList<string> columns) => new CountingSource(table.Select(columns), whole ?? this);

    public override IEnumerable<TensorData> ReadBatches(int batchSize = 1 << 16, CancellationToken cancellation = default) =>
        throw new NotSupportedException("It has texts.");

    public override IEnumerable<Table> ReadTables(int batchSize = 1 << 16, CancellationToken cancellation = default)
    {
        var counter = whole ?? this;
        counter.Passes++;
        counter.Read = Columns;
        return table.ReadTables(3, cancellation);
    }
}
