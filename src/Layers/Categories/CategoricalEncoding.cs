using System.Globalization;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>What <see cref="OneHotEncoding"/> and <see cref="OrdinalEncoding"/> share: the categories of columns side by side, each column with its own.</summary>
/// <remarks>Input <c>(batch, features)</c> of texts or of integers. Categories are in ascending order: texts by their UTF-8 bytes, which is the order of code points, integers by size.
/// Categories that are seen in fewer rows than <see cref="MinFrequency"/>, and the least frequent where there would be more than <see cref="MaxCategories"/>, are rare: they share one index, the last.
/// <para>Keras has one vocabulary for all columns, and computes nothing with texts on most of its backends: files hold these layers as their own class. Their ONNX files have standard operators.</para></remarks>
public abstract class CategoricalEncoding : AdaptiveLayer<VocabularyState>
{
    private readonly LearnedValue<EncodedColumn[]?> _columns;

    private protected CategoricalEncoding(UnknownCategory unknown, double? minFrequency, int? maxCategories, string? name, DTypePolicy? dtype)
        : base(name, dtype)
    {
        if (!Enum.IsDefined(unknown)) throw Throw.BadArgument(Name, nameof(unknown), "one of Error, Ignore and Rare", unknown);
        if (minFrequency is { } least && !(least > 0 && double.IsFinite(least) && (least < 1 || least == Math.Floor(least)))) throw Throw.BadArgument(Name, nameof(minFrequency), "a whole number of rows, 1 or more, or a share between 0 and 1", least);
        if (maxCategories is < 1) throw Throw.BadArgument(Name, nameof(maxCategories), "1 or more", maxCategories);
        (Unknown, MinFrequency, MaxCategories) = (unknown, minFrequency, maxCategories);
        _columns = AddLearned<EncodedColumn[]?>(null);
    }

    /// <summary>What becomes of a value that was not learned.</summary>
    public UnknownCategory Unknown { get; }

    /// <summary>In how many rows a category must be not to be rare: a number, or a share below 1; <see langword="null"/> for any.</summary>
    public double? MinFrequency { get; }

    /// <summary>How many categories a column has at most, the one of rare values counted; <see langword="null"/> for any number.</summary>
    public int? MaxCategories { get; }

    /// <summary>Each column's categories in the order of their indices, integers as decimal text, without rare ones; <see langword="null"/> before <c>Adapt</c>.</summary>
    public IReadOnlyList<IReadOnlyList<string>>? Categories => Named(rare: false);

    /// <summary>Each column's rare values in ascending order, integers as decimal text; <see langword="null"/> before <c>Adapt</c>.</summary>
    public IReadOnlyList<IReadOnlyList<string>>? RareCategories => Named(rare: true);

    /// <inheritdoc/>
    public override bool IsAdapted => _columns.Value is not null;

    /// <inheritdoc/>
    protected internal override SummaryRequest? Summary => new VocabularySummary(null, PerColumn: true, VocabularyState.DefaultDistinctLimit);

    internal override bool CastsInput => false;

    private protected EncodedColumn[] Columns => _columns.Value ?? throw Throw.CategoriesNotLearned(this);

    /// <inheritdoc/>
    protected override void Build(Shape inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        EncodedColumns.RequireRows(this, inputShape);
        if (_columns.Value is { } columns && inputShape[1] != columns.Length) throw Throw.WrongFeatures(this, 1, columns.Length, inputShape);
    }

    /// <inheritdoc/>
    protected override Value Call(Value x, CallContext call)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(call);
        var columns = Columns;
        var areTexts = columns[0].Values is string[];
        if (areTexts ? x.Type != DType.String : !x.Type.IsInteger()) throw Throw.OtherCategories(this, areTexts, x);
        var values = areTexts ? x : Cast(x, DType.Int64);
        Value[] indices = [.. columns.Select((column, c) => LabelEncoder(
            columns.Length == 1 ? values : Slice(values, c, c + 1, 1), TensorData.Of(column.Values), TensorData.Of(column.Indices), TensorData.Scalar(Unknown == UnknownCategory.Rare ? column.Rare : -1)))];
        var index = indices.Length == 1 ? indices[0] : Concat(indices, 1);
        if (Unknown == UnknownCategory.Error)
            call.Check(x, index >= Constant(TensorData.Scalar(0L)), value => $"{value} is no category that the layer has learned of its column. Adapt it to data that has the value, or give it UnknownCategory.Ignore or Rare.");
        return Encoded(index);
    }

    /// <inheritdoc/>
    protected override Value Call(Value x) => throw Throw.Bug("an encoding checks values in the context of a call.");

    /// <summary>What comes out for indices <c>(batch, features)</c>, int64; −1 for an unknown value.</summary>
    private protected abstract Value Encoded(Value index);

    /// <summary>Refuses categories that what follows was not built for.</summary>
    private protected abstract void RequireSame(EncodedColumn[] columns);

    /// <inheritdoc/>
    protected override VocabularyState CreateState(Shape batch) => new(batch, perColumn: true);

    /// <inheritdoc/>
    protected override string? Misfit(VocabularyState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return EncodedColumns.Misfit(state);
    }

    /// <inheritdoc/>
    protected override void Learn(VocabularyState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        EncodedColumn[] columns = [.. Enumerable.Range(0, state.Features).Select(column => EncodedColumns.Of(state.Column(column), MinFrequency, MaxCategories))];
        RequireSame(columns);
        _columns.Value = columns;
    }

    private protected void WriteCategories(ConfigWriter config)
    {
        config.Set("unknown", SnakeCase.Of(Unknown.ToString())).Set("min_frequency", MinFrequency).Set("max_categories", MaxCategories);
        if (_columns.Value is not { } columns) return;
        config.Set("sizes", columns.Select(column => (long)column.Values.Length)).Set("rare", columns.SelectMany(column => column.Indices.Select(index => index == column.Rare ? 1L : 0)));
        if (columns[0].Values is string[]) config.Set("texts", columns.SelectMany(column => (string[])column.Values));
        else config.Set("integers", columns.SelectMany(column => (long[])column.Values));
    }

    private protected static TLayer ReadCategories<TLayer>(TLayer layer, ConfigReader config)
        where TLayer : CategoricalEncoding
    {
        if (config.OptionalIntegers("sizes") is not { } sizes) return layer;
        var (texts, integers, rare) = (config.OptionalTexts("texts"), config.OptionalIntegers("integers"), config.OptionalIntegers("rare"));
        var count = texts?.Count ?? integers?.Count ?? -1;
        if (sizes.Count == 0 || sizes.Any(size => size < 1) || sizes.Sum() != count || rare?.Count != count) throw Throw.BadCategories(config.Owner);
        var columns = new EncodedColumn[sizes.Count];
        for (var (c, at) = (0, 0); c < columns.Length; at += (int)sizes[c++])
        {
            var size = (int)sizes[c];
            Array values = texts is null ? integers!.Skip(at).Take(size).ToArray() : texts.Skip(at).Take(size).ToArray();
            if (values.Cast<object>().Distinct().Count() != size) throw Throw.BadCategories(config.Owner);
            columns[c] = EncodedColumns.Grouped(values, [.. rare!.Skip(at).Take(size).Select(number => number != 0)]);
        }
        layer._columns.Value = columns;
        return layer;
    }

    private string[][]? Named(bool rare) => _columns.Value is not { } columns ? null : Array.ConvertAll(columns, column =>
        Enumerable.Range(0, column.Indices.Length).Where(i => column.HasRare && column.Indices[i] == column.Rare == rare || !column.HasRare && !rare)
            .Select(i => Convert.ToString(column.Values.GetValue(i), CultureInfo.InvariantCulture)!).ToArray());
}
