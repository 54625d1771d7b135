using System.Globalization;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A layer that encodes each category as the mean of its rows' labels. The mean is shrunk towards the mean of all labels if the
/// category has few rows or scattered labels. The layer encodes several columns at once.</summary>
/// <remarks>Input: texts or whole numbers, <c>(batch, columns)</c>, or <c>(batch)</c> for a single column. Output, in the type of the
/// policy: <c>(batch, columns)</c> if labels are numbers or two classes. For more classes, and under <see cref="TargetType.Multiclass"/>,
/// the output is <c>(batch, columns · classes)</c>: the classes of the first column, then those of the next. A category that was not
/// learned is encoded as the mean of all labels. Source:
/// <see href="https://scikit-learn.org/stable/modules/generated/sklearn.preprocessing.TargetEncoder.html"/>.
/// <para><c>Adapt</c> needs labels. In <c>Fit</c>, the encoding of a row does not use the row's own label. The rows are split into
/// <see cref="Cv"/> consecutive folds, as in scikit-learn's <c>KFold</c>, and a row gets the encoding that was learned without its fold. So
/// the data of <c>Fit</c> must begin with the rows of <c>Adapt</c> in the same order; <c>Fit</c> itself may then shuffle them. Additional
/// rows at the end get the encoding learned from all rows. If there are more than 4,096 rows, folds begin at blocks of rows, and their
/// sizes may differ by a few rows. If the rows are sorted by label, shuffle them before <c>Adapt</c>, because a fold would otherwise hold a
/// single label. <c>Predict</c> and <c>Evaluate</c> use the encoding learned from all rows.</para>
/// <para>Keras does not have this layer. A file stores its prediction formula as a nested model of lookups and operations, and this library
/// reads it back as this class.</para></remarks>
/// <example><code>
/// var cities = new TargetEncoding();
/// cities.Adapt(new[] { "Oslo", "Bergen", "Oslo", "Bergen" }, labels: new[] { 3.0, 1.0, 5.0, 2.0 });
/// cities.Predict(new[] { "Oslo", "Bodø" });   // near 4, and 2.75
/// </code></example>
public sealed partial class TargetEncoding : ColumnEncoding<TargetState>, ISavable<TargetEncoding>
{
    private readonly LearnedValue<LearnedTargets?> _learned;
    private readonly CategoryList[]? _given;
    private bool _areNumbersGiven;

    /// <summary>Learns the categories of each column and their mean labels with <c>Adapt</c>.</summary>
    /// <param name="smooth">The weight of the mean of all labels, in rows, 0 or more: a larger number shrinks categories with few rows
    /// more. <see langword="null"/> (the default) computes the weight of each category from the variance of its labels and the variance of
    /// all labels.</param>
    /// <param name="targetType">The kind of the labels; default <see cref="TargetType.Auto"/>.</param>
    /// <param name="cv">The number of folds in <c>Fit</c>, from 2 to 50; default 5.</param>
    /// <param name="missingText">The text that marks a missing value; the default is the empty text.</param>
    /// <param name="name">The name of the layer, unique within a model; <see langword="null"/>, the default, for <c>target_encoding</c>
    /// with a number.</param>
    /// <param name="dtype">The type of the output; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">An argument is out of its range.</exception>
    public TargetEncoding(double? smooth = null, TargetType targetType = TargetType.Auto, int cv = 5, string missingText = "",
        string? name = null, DTypePolicy? dtype = null)
        : base(missingText, name, dtype)
    {
        if (smooth is { } rows && !(rows >= 0 && double.IsFinite(rows))) throw Throw.BadArgument(Name, nameof(smooth), "0 or more", rows);
        if (!Enum.IsDefined(targetType))
            throw Throw.BadArgument(Name, nameof(targetType), "one of Auto, Continuous, Binary and Multiclass", targetType);
        if (cv is < 2 or > 50) throw Throw.BadArgument(Name, nameof(cv), "from 2 to 50", cv);
        (Smooth, TargetType, Cv) = (smooth, targetType, cv);
        _learned = AddLearned<LearnedTargets?>(null);
    }

    /// <summary>Takes the categories of each column as texts; <c>Adapt</c> learns their mean labels. Other categories count as
    /// unknown.</summary>
    /// <param name="categories">One or more texts for each column, without duplicates.</param>
    /// <param name="smooth">The weight of the mean of all labels, in rows, 0 or more; <see langword="null"/> (the default) computes it from
    /// the variances of the labels.</param>
    /// <param name="targetType">The kind of the labels; default <see cref="TargetType.Auto"/>.</param>
    /// <param name="cv">The number of folds in <c>Fit</c>, from 2 to 50; default 5.</param>
    /// <param name="missingText">The text that marks a missing value; the default is the empty text.</param>
    /// <param name="name">The name of the layer, unique within a model; <see langword="null"/>, the default, for <c>target_encoding</c>
    /// with a number.</param>
    /// <param name="dtype">The type of the output; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">An argument is out of its range, there is no column, a column has no category, or a category is
    /// null or a duplicate.</exception>
    public TargetEncoding(
        IReadOnlyList<IReadOnlyList<string>> categories, double? smooth = null, TargetType targetType = TargetType.Auto, int cv = 5,
        string missingText = "", string? name = null, DTypePolicy? dtype = null)
        : this(smooth, targetType, cv, missingText, name, dtype) => _given = Give(categories);

    /// <summary>Takes the categories of each column as integers; <c>Adapt</c> learns their mean labels. Other categories count as
    /// unknown.</summary>
    /// <inheritdoc cref="TargetEncoding(IReadOnlyList{IReadOnlyList{string}}, double?, TargetType, int, string, string, DTypePolicy)"/>
    /// <param name="categories">One or more integers for each column, without duplicates.</param>
    /// <param name="smooth">The weight of the mean of all labels, in rows, 0 or more; <see langword="null"/> (the default) computes it from
    /// the variances of the labels.</param>
    /// <param name="targetType">The kind of the labels; default <see cref="TargetType.Auto"/>.</param>
    /// <param name="cv">The number of folds in <c>Fit</c>, from 2 to 50; default 5.</param>
    /// <param name="name">The name of the layer, unique within a model; <see langword="null"/>, the default, for <c>target_encoding</c>
    /// with a number.</param>
    /// <param name="dtype">The type of the output; <see langword="null"/> for float32.</param>
    public TargetEncoding(
        IReadOnlyList<IReadOnlyList<long>> categories, double? smooth = null, TargetType targetType = TargetType.Auto, int cv = 5,
        string? name = null, DTypePolicy? dtype = null)
        : this(smooth, targetType, cv, "", name, dtype) => _given = Give(categories);

    /// <summary>Takes the categories of each column as texts, and their encodings. There is nothing to adapt, and training uses the same
    /// encodings as prediction.</summary>
    /// <param name="categories">One or more texts for each column, without duplicates.</param>
    /// <param name="encodings">The encodings of the categories of each column, as in <see cref="Encodings"/>: with several classes one list
    /// for each class, those of the first column first.</param>
    /// <param name="targetMean">The encoding of an unknown category: one number, or one for each class if there are several
    /// classes.</param>
    /// <param name="classes">The names of the classes if there are several, sorted; <see langword="null"/> if labels are numbers, and if
    /// the names are not known.</param>
    /// <param name="missingText">The text that marks a missing value; the default is the empty text.</param>
    /// <param name="name">The name of the layer, unique within a model; <see langword="null"/>, the default, for <c>target_encoding</c>
    /// with a number.</param>
    /// <param name="dtype">The type of the output; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">There is no column, a column has no category, a category is null or a duplicate, there is not one
    /// encoding for each category, or not one list for each column and class.</exception>
    /// <example><code>new TargetEncoding([["Bergen", "Oslo"]], encodings: [[1.5, 4]], targetMean: [2.75])</code></example>
    public TargetEncoding(
        IReadOnlyList<IReadOnlyList<string>> categories, IReadOnlyList<IReadOnlyList<double>> encodings, IReadOnlyList<double> targetMean,
        IReadOnlyList<string>? classes = null,
        string missingText = "", string? name = null, DTypePolicy? dtype = null)
        : this(null, TargetType.Auto, 5, missingText, name, dtype) => GiveNumbers(Give(categories), encodings, targetMean, classes);

    /// <summary>Takes the categories of each column as integers, and their encodings. There is nothing to adapt, and training uses the same
    /// encodings as prediction.</summary>
    /// <inheritdoc cref="TargetEncoding(IReadOnlyList{IReadOnlyList{string}}, IReadOnlyList{IReadOnlyList{double}},
    /// IReadOnlyList{double}, IReadOnlyList{string}, string, string, DTypePolicy)"/>
    /// <param name="categories">One or more integers for each column, without duplicates.</param>
    /// <param name="encodings">The encodings of the categories of each column, as in <see cref="Encodings"/>: with several classes one list
    /// for each class, those of the first column first.</param>
    /// <param name="targetMean">The encoding of an unknown category: one number, or one for each class if there are several
    /// classes.</param>
    /// <param name="classes">The names of the classes if there are several, sorted; <see langword="null"/> if labels are numbers, and if
    /// the names are not known.</param>
    /// <param name="name">The name of the layer, unique within a model; <see langword="null"/>, the default, for <c>target_encoding</c>
    /// with a number.</param>
    /// <param name="dtype">The type of the output; <see langword="null"/> for float32.</param>
    public TargetEncoding(
        IReadOnlyList<IReadOnlyList<long>> categories, IReadOnlyList<IReadOnlyList<double>> encodings, IReadOnlyList<double> targetMean,
        IReadOnlyList<string>? classes = null,
        string? name = null, DTypePolicy? dtype = null)
        : this(null, TargetType.Auto, 5, "", name, dtype) => GiveNumbers(Give(categories), encodings, targetMean, classes);

    private TargetEncoding(CategoryList[]? given, double? smooth, TargetType targetType, int cv, string missingText, string? name,
        DTypePolicy? dtype)
        : this(smooth, targetType, cv, missingText, name, dtype) => _given = given;

    /// <summary>The weight of the mean of all labels, in rows; <see langword="null"/> computes it from the variances of the
    /// labels.</summary>
    public double? Smooth { get; }

    /// <summary>The kind of the labels.</summary>
    public TargetType TargetType { get; }

    /// <summary>The number of folds in <c>Fit</c>.</summary>
    public int Cv { get; }

    /// <summary>The classes, sorted, if labels are classes; of two classes the larger counts as 1. <see langword="null"/> if labels are
    /// numbers, and before <c>Adapt</c>.</summary>
    public CategoryList? Classes => _learned.Value?.Classes;

    /// <summary>The mean of all labels: one number, or the share of each class if there are several classes. <see langword="null"/> before
    /// <c>Adapt</c>.</summary>
    public IReadOnlyList<double>? TargetMean => _learned.Value is { } learned ? [.. learned.Tables[0].Select(table => table[0])] : null;

    /// <summary>The encodings of the categories of each column; with several classes one list for each class, those of the first column
    /// first. <see langword="null"/> before <c>Adapt</c>.</summary>
    public IReadOnlyList<IReadOnlyList<double>>? Encodings =>
        _learned.Value is { } learned
        ? [.. learned.Tables.SelectMany(column => column.Select(table => Array.AsReadOnly(table[1..])))] : null;

    /// <inheritdoc/>
    public override bool IsAdapted => _learned.Value is not null;

    /// <inheritdoc/>
    protected internal override bool NeedsLabels => true;

    // If only the categories are given, their encodings are still learned.
    internal override string? Given => _areNumbersGiven ? "encodings" : null;

    /// <inheritdoc/>
    protected override TargetState CreateState(Shape batch) => new(batch, HasClasses, DistinctLimit);

    /// <inheritdoc/>
    protected override string? Misfit(TargetState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return HasClasses is { } expected && state.HasClasses is { } received && expected != received
            ? $"{(expected ? "classes" : "numbers")} as labels" : null;
    }

    /// <inheritdoc/>
    protected override void Learn(TargetState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Features == 0) throw Throw.NoColumns(this, state);
        var categories = _given ?? [.. Enumerable.Range(0, state.Features).Select(c => state.Column(c).Values.Sorted(out _))];
        if (categories.Length != state.Features) throw Throw.OtherColumns(this, categories.Length, state.Features);
        if (_given is not null && _given[0].AreTexts != state.Column(0).AreTexts)
            throw Throw.WrongGivenCategoryType(this, _given[0].AreTexts);
        var (classes, _) = ClassesOf(state);
        if (classes is { Count: < 2 }) throw Throw.OneClass(this, classes.TextOf(0));
        if (TargetType == TargetType.Binary && classes!.Count > 2) throw Throw.MoreThanTwoClasses(this, classes);
        var tables = TablesOf(state, categories);
        var learned = new LearnedTargets(classes, [.. categories.Select((_, c) => tables.Of(c))]);
        Set(categories, () => _learned.Value = learned);
    }

    private protected override long Width(int column) => _learned.Value!.Tables[column].Length;

    private protected override IEnumerable<Value> Encode(int column, Value index, CallContext? call)
    {
        var learned = _learned.Value!.Tables[column];
        if (call is not { IsTraining: true } || _areNumbersGiven) return learned.Select(table => Gather(Numbers(table), index));
        var (bounds, folds) = Folds(column);
        // The fold of each row. The index after the last fold selects the encodings learned from all rows.
        var part = ReduceSum(Cast(GreaterOrEqual(Unsqueeze(call.RowPositions, 1), Constant(bounds[1..])), DType.Int64), [1]);
        var place = part * (Categories![column].Count + 1) + index;
        return learned.Select((table, target) => Gather(Numbers([.. folds.SelectMany(fold => fold[target]), .. table]), place));
    }

    private protected override IEnumerable<string> NamesOf(int column, string name)
    {
        var width = (int)Width(column);
        return width == 1 ? [name]
            : Enumerable.Range(0, width)
            .Select(target => $"{name} ({Classes?.TextOf(target) ?? target.ToString(CultureInfo.InvariantCulture)})");
    }

    private void GiveNumbers(CategoryList[] categories, IReadOnlyList<IReadOnlyList<double>> encodings, IReadOnlyList<double> targetMean,
        IReadOnlyList<string>? classes)
    {
        ArgumentNullException.ThrowIfNull(encodings);
        ArgumentNullException.ThrowIfNull(targetMean);
        if (targetMean.Count == 0 || encodings.Count != categories.Length * targetMean.Count)
            throw Throw.WrongEncodingListCount(this, categories.Length, targetMean.Count, encodings.Count);
        if (classes is not null && classes.Count != targetMean.Count)
            throw Throw.BadArgument(Name, nameof(classes), $"one name for each number of targetMean, {Nouns.Of(targetMean.Count, "name")}",
                Nouns.Of(classes.Count, "name"));
        var tables = categories.Select((column, c) => targetMean.Select((mean, target) =>
        {
            var own = encodings[c * targetMean.Count + target];
            if (own is null || own.Count != column.Count) throw Throw.WrongEncodingCount(this, c, column.Count, own?.Count ?? 0);
            double[] table = [mean, .. own];
            HeldNumbers.RequireGiven(this, nameof(encodings), TensorData.Of(table, [table.Length]), Policy.ComputeType);
            return table;
        }).ToArray()).ToArray();
        _areNumbersGiven = true;
        Set(categories, () => _learned.Value = new(classes is null ? null : CategoryList.Of(classes), tables));
    }

    private bool? HasClasses => TargetType switch { TargetType.Auto => null, TargetType.Continuous => false, _ => true };

    // The end of each fold, and the encodings of a column that were learned without the fold.
    private (long[] Bounds, double[][][] Folds) Folds(int column)
    {
        if (State is not { } state) throw Throw.NoLabelsLeft(this);
        if (state.Rows < Cv) throw Throw.FewerRowsThanParts(this, state.Rows, Cv);
        var tables = TablesOf(state, [.. Categories!]);
        var bounds = tables.Bounds(Cv);
        return (bounds, [.. Enumerable.Range(0, Cv).Select(fold => tables.Of(column, bounds[fold], bounds[fold + 1]))]);
    }

    private TargetTables TablesOf(TargetState state, CategoryList[] categories)
    {
        var (classes, numbers) = ClassesOf(state);
        return new(state, categories, Smooth,
            classes is { Count: 2 } && TargetType != TargetType.Multiclass ? [numbers[1]] : classes is null ? null : numbers);
    }

    // The classes, sorted, and the index of each class in the state.
    private static (CategoryList? Sorted, int[] Numbers) ClassesOf(TargetState state)
    {
        if (state.HasClasses != true) return (null, []);
        var sorted = state.Classes.Values.Sorted(out var numbers);
        return (sorted, numbers);
    }
}
