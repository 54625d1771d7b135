namespace Layers;

/// <summary>Some columns of a source, in any order. The source reads all its columns.</summary>
internal sealed class SelectedColumns : RowSource
{
    private readonly RowSource _source;
    private readonly string[] _names;
    private readonly int[] _places;

    public SelectedColumns(RowSource source, IReadOnlyList<string> names)
    {
        Check(source, names);
        var all = source.Columns;
        (_source, _names) = (source, [.. names]);
        _places = [.. names.Select(name => all.TakeWhile(column => column != name).Count())];
    }

    public override string Description => _source.Description;

    public override IReadOnlyList<string> Columns => Array.AsReadOnly(_names);

    public override IReadOnlyList<ColumnType> Types
    {
        get
        {
            var all = _source.Types;
            return Array.AsReadOnly(Array.ConvertAll(_places, place => all[place]));
        }
    }

    public override long? Rows => _source.Rows;

    public override void Prepare(CancellationToken cancellation = default) => _source.Prepare(cancellation);

    public override IEnumerable<TensorData> ReadBatches(int batchSize = 1 << 16, CancellationToken cancellation = default)
    {
        RequireNumbers();
        // A source that has texts in any of its columns does not read batches.
        return _source.Types.Any(type => type is ColumnType.Text or ColumnType.Date)
            ? ReadTables(batchSize, cancellation).SelectMany(table => table.ReadBatches(batchSize, cancellation))
            : _source.ReadBatches(batchSize, cancellation).Select(batch => NamedColumns.Take(batch, _places));
    }

    public override IEnumerable<Table> ReadTables(int batchSize = 1 << 16, CancellationToken cancellation = default) =>
        _source.ReadTables(batchSize, cancellation).Select(table => table.Select(_names));

    public override RowSource WithTypes(IReadOnlyDictionary<string, ColumnType> types)
    {
        var typed = _source.WithTypes(types);
        return typed == _source ? this : typed.Select(_names);
    }

    /// <summary>Throws if a name is not a column of the source or occurs twice, or if there are no names.</summary>
    public static void Check(RowSource source, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        var (all, seen) = (source.Columns, new HashSet<string>(StringComparer.Ordinal));
        foreach (var name in names)
        {
            if (name is null || !all.Contains(name, StringComparer.Ordinal)) throw Throw.NoSuchColumn(source, name, all);
            if (!seen.Add(name)) throw Throw.ColumnTwice(source, name);
        }
        if (names.Count == 0) throw Throw.NoColumns(source);
    }
}
