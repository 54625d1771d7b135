using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A layer that selects columns of each row by their index on the last axis, in any order.</summary>
/// <remarks>Input <c>(batch, …, columns)</c> of two or more axes, numbers or texts; output <c>(batch, …, selected)</c> of the same type,
/// without rounding. A column may be selected more than once. Source:
/// <see href="https://numpy.org/doc/stable/reference/generated/numpy.take.html"/>.
/// <para>Keras does not have this layer. Files store it as a nested model of Keras's operation <c>Take</c>, which every Keras release since
/// 3.3 opens; this library restores its own class.</para></remarks>
/// <example><code>
/// var x = new Input(9);
/// var scaled = new Normalization().Apply(new ColumnSelection(0, 3, 4).Apply(x));   // three of the nine columns
/// </code></example>
public sealed class ColumnSelection : Layer, INamesOutputs, IWrittenAsStock, ISavable<ColumnSelection>
{
    private readonly int[] _columns;

    // The type of the first input. Files need it as the input type of the stock form, because the formula accepts any type.
    private DType? _type;

    /// <summary>Creates a layer that selects columns.</summary>
    /// <param name="columns">The indices of the columns on the last axis, counted from 0; one or more.</param>
    /// <exception cref="LayerException">There is no index, or an index is negative.</exception>
    public ColumnSelection(params IReadOnlyList<int> columns)
        : this(columns, null)
    {
    }

    /// <summary>Creates a layer that selects columns and has a name.</summary>
    /// <param name="columns">The indices of the columns on the last axis, counted from 0; one or more.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>column_selection</c>, numbered.</param>
    /// <exception cref="LayerException">There is no index, or an index is negative.</exception>
    public ColumnSelection(IReadOnlyList<int> columns, string? name)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Count == 0 || columns.Any(column => column < 0))
            throw Throw.BadArgument(Name, nameof(columns), "one index or more, counted from 0", $"[{string.Join(", ", columns)}]");
        _columns = [.. columns];
    }

    /// <summary>The indices of the columns, counted from 0.</summary>
    public IReadOnlyList<int> Columns => Array.AsReadOnly(_columns);

    // The layer accepts any type, including texts and 64-bit numbers.
    internal override bool CastsInput => false;

    DType? IWrittenAsStock.StockInputType => _type;

    /// <inheritdoc/>
    protected override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override void Build(Shape inputShape)
    {
        LastAxis.Require(this, inputShape);
        if (_columns.Max() >= inputShape[^1].Size) throw Throw.NoSuchColumn(this, _columns.Max(), inputShape);
    }

    /// <inheritdoc/>
    protected override Value Call(Value x)
    {
        ArgumentNullException.ThrowIfNull(x);
        _type ??= x.Type;
        return ((IWrittenAsStock)this).Formula(x);
    }

    Value IWrittenAsStock.Formula(Value x) => LastAxis.Take(x, Array.ConvertAll(_columns, column => (long)column));

    /// <summary>Returns the names of the output's columns, which are those of the selected columns.</summary>
    /// <param name="columns">The names of the input's columns, in order.</param>
    /// <exception cref="ArgumentException">A selected column has no name.</exception>
    public IReadOnlyList<string> ColumnNames(IReadOnlyList<string> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (_columns.Max() >= columns.Count) throw Throw.TooFewNamesToSelect(this, _columns.Max(), columns.Count);
        return [.. _columns.Select(column => columns[column])];
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("columns", _columns.Select(column => (long)column));
    }

    /// <inheritdoc/>
    public static ColumnSelection FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        _ = config.Policy;
        var columns = config.OptionalIntegers("columns") ?? throw Throw.MissingSetting(config.Owner, "columns");
        return new([.. columns.Select(column => config.Whole("columns", column))], config.Name);
    }
}
