using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The base of layers that encode categories in several columns. Each column has its own categories, learned by <c>Adapt</c> or
/// given to the constructor.</summary>
/// <remarks>Input: texts or whole numbers, <c>(batch, columns)</c>, or <c>(batch)</c> for a single column. Texts are compared by their
/// UTF-8 bytes, without normalization. They are sorted by these bytes, which is the order of code points; integers are sorted in ascending
/// order. Neither Keras nor ONNX has null texts, so a text marks a missing value: <see cref="MissingText"/>, which is a category like any
/// other.
/// <para>The formula consists of standard ONNX operators, so every layer of this kind can be exported, with texts as
/// inputs.</para></remarks>
/// <typeparam name="TState">The kind of state that the layer learns.</typeparam>
public abstract partial class ColumnEncoding<TState> : AdaptiveLayer<TState>, INamesOutputs, IWrittenAsStock
    where TState : AdaptState
{
    private readonly LearnedValue<CategoryList[]?> _categories;

    private protected ColumnEncoding(string missingText, string? name, DTypePolicy? dtype)
        : base(name, dtype)
    {
        ArgumentNullException.ThrowIfNull(missingText);
        MissingText = Utf8Text.WellFormed(missingText);
        _categories = AddLearned<CategoryList[]?>(null);
    }

    /// <summary>The text that marks a missing value; the default is the empty text.</summary>
    public string MissingText { get; }

    /// <summary>The categories of each column, in the order of their indices; <see langword="null"/> before <c>Adapt</c>.</summary>
    public IReadOnlyList<CategoryList>? Categories => _categories.Value is { } categories ? Array.AsReadOnly(categories) : null;

    /// <summary>The maximum number of distinct values of a column that <c>Adapt</c> counts before it throws; default
    /// <see cref="VocabularyState.DefaultDistinctLimit"/>.</summary>
    public int DistinctLimit
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    }

    = VocabularyState.DefaultDistinctLimit;

    /// <inheritdoc/>
    public override bool IsAdapted => _categories.Value is not null;

    // A 16-bit float cannot hold every integer, and texts are not numbers.
    internal override bool CastsInput => false;

    internal override long? LearnedPlaces => _categories.Value is null ? null : WidthOfAll;

    internal override (CategoryList Categories, bool RefusesOthers)? CategoriesOf(int place) =>
        _categories.Value is { } categories && place < categories.Length ? (categories[place], RefusesUnknown) : null;

    internal override string? Given => IsGiven ? "categories" : null;

    DType? IWrittenAsStock.StockInputType => _categories.Value is [var first, ..] ? first.Type : null;

    /// <summary>Whether the constructor gave the categories.</summary>
    private protected bool IsGiven { get; set; }

    /// <summary>Returns the names of the output's columns: <c>Island=Biscoe</c> for a column of one category, and the input column's own
    /// name for a column that holds a number in place of the category.</summary>
    /// <param name="columns">The names of the input's columns, in order.</param>
    /// <returns>One name for each column of the output, in order.</returns>
    /// <exception cref="LayerException">The layer is not adapted, or has a different number of columns.</exception>
    public IReadOnlyList<string> ColumnNames(IReadOnlyList<string> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (_categories.Value is not { } categories) throw Throw.NotAdapted(this);
        if (columns.Count != categories.Length) throw Throw.OtherColumns(this, categories.Length, columns.Count);
        return [.. columns.SelectMany((column, c) => NamesOf(c, column))];
    }

    /// <inheritdoc/>
    protected override Value Call(Value x, CallContext call)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(call);
        var indices = IndicesOf(x, call);
        if (RefusesUnknown)
            call.Check(x, Known(x, indices), value => $"the category {value} was not learned. Adapt the layer to data that has it, or " +
                $"create the layer with unknown: {UnknownCategory.Ignore}.");
        return Concatenated(indices.SelectMany((index, c) => Encode(c, index, call)));
    }

    /// <inheritdoc/>
    protected override Value Call(Value x) => throw Throw.Bug("a layer of categories checks values in the context of a call.");

    Value IWrittenAsStock.Formula(Value x) => Concatenated(IndicesOf(x, null).SelectMany((index, c) => Encode(c, index, null)));

    /// <summary>Whether the layer refuses a category that it did not learn.</summary>
    private protected virtual bool RefusesUnknown => false;

    /// <summary>The number of output columns for an input column.</summary>
    private protected abstract long Width(int column);

    /// <summary>Returns the output columns for an input column.</summary>
    /// <param name="column">The index of the input column, from 0.</param>
    /// <param name="index">int64 <c>(batch, 1)</c>: 0 for an unknown category, and the other categories counted from 1.</param>
    /// <param name="call">The call; null for the formula in a file, which computes predictions.</param>
    private protected abstract IEnumerable<Value> Encode(int column, Value index, CallContext? call);

    private protected abstract IEnumerable<string> NamesOf(int column, string name);

    /// <summary>Sets the categories of all columns, then runs <paramref name="rest"/> to set the values that depend on them.</summary>
    private protected void Set(CategoryList[] categories, Action rest)
    {
        var before = LearnedPlaces;
        using (WeightChanges.Together())
        {
            _categories.Value = categories;
            rest();
        }
        if (WidthOfAll == 0) throw Throw.NoOutputColumns(this);
        // The layers after this one were built for the earlier number of output columns.
        if (before is { } width && WidthOfAll != width && HasFixedOutput) throw Throw.ChangedWidth(this, width, WidthOfAll);
    }

    /// <summary>Checks and copies the categories that the constructor received.</summary>
    private protected CategoryList[] Give<T>(IReadOnlyList<IReadOnlyList<T>> categories)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(categories);
        if (categories.Count == 0) throw Throw.NoCategories(this, null);
        IsGiven = true;
        return [.. categories.Select((column, c) => new CategoryList(Checked(column, c)))];
    }

    /// <summary>The numbers of a column as a constant in the type of the arithmetic.</summary>
    private protected Value Numbers(double[] numbers) => Constant(Casting.Of(numbers, [numbers.Length], Policy.ArithmeticType));

    private long WidthOfAll => Enumerable.Range(0, _categories.Value!.Length).Sum(Width);

    private Value Concatenated(IEnumerable<Value> parts)
    {
        Value[] all = [.. parts];
        return Cast(all.Length == 1 ? all[0] : Concat(all, 1), Policy.ComputeType);
    }

    private T[] Checked<T>(IReadOnlyList<T> given, int column)
        where T : notnull
    {
        if (given is null || given.Count == 0) throw Throw.NoCategories(this, column);
        var (values, seen) = (new T[given.Count], new Dictionary<T, int>(given.Count));
        for (var i = 0; i < values.Length; i++)
        {
            if (given[i] is not { } value) throw Throw.NullCategory(this, column, i);
            values[i] = value is string text ? (T)(object)Utf8Text.WellFormed(text) : value;
            if (!seen.TryAdd(values[i], i)) throw Throw.RepeatedCategory(this, column, values[i], seen[values[i]], i);
        }
        return values;
    }
}
