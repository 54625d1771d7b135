namespace Layers;

/// <summary>Some columns of a source, in an order of their own. The source reads all of them.</summary>
internal sealed class SelectedColumns : RowSource
{
    private readonly RowSource _source;
    private readonly string[] _names;
    private readonly int[] _places;

    public SelectedColumns(RowSource source, IReadOnlyList<string> names)
    {
        var (all, seen) = (source.Columns, new HashSet<string>(StringComparer.Ordinal));
        foreach (var name in names)
        {
            if (name is null || !all.Contains(name, StringComparer.Ordinal)) throw Throw.NoSuchColumn(source, name, all);
            if (!seen.Add(name)) throw Throw.ColumnTwice(source, name);
        }
        if (names.Count == 0) throw Throw.NoColumns(source);
        (_source, _names) = (source, [.. names]);
        _places = [.. names.Select(name => all.TakeWhile(column => column != name).Count())];
    }

    public override string Description => _source.Description;

    public override IReadOnlyList<string> Columns => Array.AsReadOnly(_names);

    public override long? Rows => _source.Rows;

    public override IEnumerable<TensorData> ReadBatches(int batchSize = 1 << 16, CancellationToken cancellation = default) =>
        _source.ReadBatches(batchSize, cancellation).Select(batch => NamedColumns.Take(batch, _places));
}
