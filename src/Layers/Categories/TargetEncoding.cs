using System.Globalization;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Each category as what its rows' labels are on average, drawn to the mean of all labels where they are few or scattered; for
/// several columns side by side.</summary>
/// <remarks>Input: texts or whole numbers, <c>(batch, columns)</c>, or <c>(batch)</c> for a single column. Output, in the type of the
/// policy: <c>(batch, columns)</c> for numbers or two classes as labels; for more classes <c>(batch, columns · classes)</c>, those of the
/// first column, then those of the next. A category that was not learned is the mean of all labels. Source:
/// <see href="https://scikit-learn.org/stable/modules/generated/sklearn.preprocessing.TargetEncoder.html"/>.
/// <para><c>Adapt</c> needs labels. In <c>Fit</c> no row sees its own label: rows fall into <see cref="Cv"/> parts, one after the other as
/// in scikit-learn's <c>KFold</c>, and a row gets what was learned without its part. So <c>Fit</c> must be given the rows of <c>Adapt</c>,
/// in the same order; it may shuffle them, and rows behind them get what was learned of all. Of more than 4,096 rows, parts begin at blocks
/// of rows and may differ by a few of them. Where rows are sorted by their label, shuffle them before: a part would hold one label alone.
/// <c>Predict</c> and <c>Evaluate</c> use the whole table.</para>
/// <para>Keras does not have the layer: files hold it, as it predicts, as a model within the model, of lookups and operations, and this
/// library reads its own class back.</para></remarks>
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

    /// <summary>Learns the categories of each column, and their labels, with <c>Adapt</c>.</summary>
    /// <param name="smooth">How much the mean of all labels counts, in rows, 0 or more: more draw categories with few rows to it.
    /// <see langword="null"/> (the default): by how a category's labels scatter beside how all do.</param>
    /// <param name="targetType">What labels are; default <see cref="TargetType.Auto"/>.</param>
    /// <param name="cv">Into how many parts rows fall in <c>Fit</c>, from 2 to 50; default 5.</param>
    /// <param name="missingText">The word that stands for a missing text; default the empty text.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>target_encoding</c>, numbered.</param>
    /// <param name="dtype">The type of the output; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">An argument is out of its range.</exception>
    public TargetEncoding(double? smooth = null, TargetType targetType = TargetType.Auto, int cv = 5, string missingText = "", string? name = null, DTypePolicy? dtype = null)
        : base(missingText, name, dtype)
    {
        if (smooth is { } rows && !(rows >= 0 && double.IsFinite(rows))) throw Throw.BadArgument(Name, nameof(smooth), "0 or more", rows);
        if (!Enum.IsDefined(targetType)) throw Throw.BadArgument(Name, nameof(targetType), "one of Auto, Continuous, Binary and Multiclass", targetType);
        if (cv is < 2 or > 50) throw Throw.BadArgument(Name, nameof(cv), "from 2 to 50", cv);
        (Smooth, TargetType, Cv) = (smooth, targetType, cv);
        _learned = AddLearned<LearnedTargets?>(null);
    }

    /// <summary>Takes the categories of each column, texts; <c>Adapt</c> learns their labels. Others are as unknown ones.</summary>
    /// <param name="categories">For each column one text or more, none of them twice.</param>
    /// <param name="smooth">How much the mean of all labels counts, in rows, 0 or more; <see langword="null"/> (the default): by how labels
    /// scatter.</param>
    /// <param name="targetType">What labels are; default <see cref="TargetType.Auto"/>.</param>
    /// <param name="cv">Into how many parts rows fall in <c>Fit</c>, from 2 to 50; default 5.</param>
    /// <param name="missingText">The word that stands for a missing text; default the empty text.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>target_encoding</c>, numbered.</param>
    /// <param name="dtype">The type of the output; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">An argument is out of its range; or there is no column, one without categories, a null, or a
    /// category twice.</exception>
    public TargetEncoding(
        IReadOnlyList<IReadOnlyList<string>> categories, double? smooth = null, TargetType targetType = TargetType.Auto, int cv = 5, string missingText = "", string? name = null, DTypePolicy? dtype = null)
        : this(smooth, targetType, cv, missingText, name, dtype) => _given = Give(categories);

    /// <summary>Takes the categories of each column, integers; <c>Adapt</c> learns their labels. Others are as unknown ones.</summary>
    /// <inheritdoc cref="TargetEncoding(IReadOnlyList{IReadOnlyList{string}}, double?, TargetType, int, string, string, DTypePolicy)"/>
    /// <param name="categories">For each column one integer or more, none of them twice.</param>
    /// <param name="smooth">How much the mean of all labels counts, in rows, 0 or more; <see langword="null"/> (the default): by how labels
    /// scatter.</param>
    /// <param name="targetType">What labels are; default <see cref="TargetType.Auto"/>.</param>
    /// <param name="cv">Into how many parts rows fall in <c>Fit</c>, from 2 to 50; default 5.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>target_encoding</c>, numbered.</param>
    /// <param name="dtype">The type of the output; <see langword="null"/> for float32.</param>
    public TargetEncoding(
        IReadOnlyList<IReadOnlyList<long>> categories, double? smooth = null, TargetType targetType = TargetType.Auto, int cv = 5, string? name = null, DTypePolicy? dtype = null)
        : this(smooth, targetType, cv, "", name, dtype) => _given = Give(categories);

    /// <summary>Takes the categories of each column, texts, and their numbers; there is nothing to adapt, and nothing is left out in
    /// training.</summary>
    /// <param name="categories">For each column one text or more, none of them twice.</param>
    /// <param name="encodings">The numbers of the categories of each column, as <see cref="Encodings"/> has them: of several classes one
    /// list for each, those of the first column first.</param>
    /// <param name="targetMean">What an unknown category becomes: one number, or of several classes one for each.</param>
    /// <param name="classes">What several classes are called, sorted; <see langword="null"/> for numbers, and where it is not
    /// known.</param>
    /// <param name="missingText">The word that stands for a missing text; default the empty text.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>target_encoding</c>, numbered.</param>
    /// <param name="dtype">The type of the output; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">There is no column, one without categories, a null, or a category twice; or there are not as many
    /// numbers as categories, or not as many lists as columns and classes.</exception>
    /// <example><code>new TargetEncoding([["Bergen", "Oslo"]], encodings: [[1.5, 4]], targetMean: [2.75])</code></example>
    public TargetEncoding(
        IReadOnlyList<IReadOnlyList<string>> categories, IReadOnlyList<IReadOnlyList<double>> encodings, IReadOnlyList<double> targetMean, IReadOnlyList<string>? classes = null,
        string missingText = "", string? name = null, DTypePolicy? dtype = null)
        : this(null, TargetType.Auto, 5, missingText, name, dtype) => GiveNumbers(Give(categories), encodings, targetMean, classes);

    /// <summary>Takes the categories of each column, integers, and their numbers; there is nothing to adapt, and nothing is left out in
    /// training.</summary>
    /// <inheritdoc cref="TargetEncoding(IReadOnlyList{IReadOnlyList{string}}, IReadOnlyList{IReadOnlyList{double}}, IReadOnlyList{double}, IReadOnlyList{string}, string, string, DTypePolicy)"/>
    /// <param name="categories">For each column one integer or more, none of them twice.</param>
    /// <param name="encodings">The numbers of the categories of each column, as <see cref="Encodings"/> has them: of several classes one
    /// list for each, those of the first column first.</param>
    /// <param name="targetMean">What an unknown category becomes: one number, or of several classes one for each.</param>
    /// <param name="classes">What several classes are called, sorted; <see langword="null"/> for numbers, and where it is not
    /// known.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>target_encoding</c>, numbered.</param>
    /// <param name="dtype">The type of the output; <see langword="null"/> for float32.</param>
    public TargetEncoding(
        IReadOnlyList<IReadOnlyList<long>> categories, IReadOnlyList<IReadOnlyList<double>> encodings, IReadOnlyList<double> targetMean, IReadOnlyList<string>? classes = null,
        string? name = null, DTypePolicy? dtype = null)
        : this(null, TargetType.Auto, 5, "", name, dtype) => GiveNumbers(Give(categories), encodings, targetMean, classes);

    private TargetEncoding(CategoryList[]? given, double? smooth, TargetType targetType, int cv, string missingText, string? name, DTypePolicy? dtype)
        : this(smooth, targetType, cv, missingText, name, dtype) => _given = given;

    /// <summary>How much the mean of all labels counts, in rows; <see langword="null"/>: by how labels scatter.</summary>
    public double? Smooth { get; }

    /// <summary>What labels are.</summary>
    public TargetType TargetType { get; }

    /// <summary>Into how many parts rows fall in <c>Fit</c>.</summary>
    public int Cv { get; }

    /// <summary>The classes, sorted, where labels are classes; the larger of two counts as 1. <see langword="null"/> for numbers, and
    /// before <c>Adapt</c>.</summary>
    public CategoryList? Classes => _learned.Value?.Classes;

    /// <summary>The mean of all labels: one number, or of several classes the share of each. <see langword="null"/> before
    /// <c>Adapt</c>.</summary>
    public IReadOnlyList<double>? TargetMean => _learned.Value is { } learned ? [.. learned.Tables[0].Select(table => table[0])] : null;

    /// <summary>The numbers of the categories of each column; of several classes one list for each, those of the first column first.
    /// <see langword="null"/> before <c>Adapt</c>.</summary>
    public IReadOnlyList<IReadOnlyList<double>>? Encodings => _learned.Value is { } learned ? [.. learned.Tables.SelectMany(column => column.Select(table => Array.AsReadOnly(table[1..])))] : null;

    /// <inheritdoc/>
    public override bool IsAdapted => _learned.Value is not null;

    /// <inheritdoc/>
    protected internal override bool NeedsLabels => true;

    // Where categories alone are given, their labels are learned.
    internal override string? Given => _areNumbersGiven ? "encodings" : null;

    /// <inheritdoc/>
    protected override TargetState CreateState(Shape batch) => new(batch, HasClasses, DistinctLimit);

    /// <inheritdoc/>
    protected override string? Misfit(TargetState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return HasClasses is { } expected && state.HasClasses is { } received && expected != received ? $"{(expected ? "classes" : "numbers")} as labels" : null;
    }

    /// <inheritdoc/>
    protected override void Learn(TargetState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Features == 0) throw Throw.NoColumns(this, state);
        var categories = _given ?? [.. Enumerable.Range(0, state.Features).Select(c => state.Column(c).Values.Sorted(out _))];
        if (categories.Length != state.Features) throw Throw.OtherColumns(this, categories.Length, state.Features);
        if (_given is not null && _given[0].AreTexts != state.Column(0).AreTexts) throw Throw.GivenOfOtherKind(this, _given[0].AreTexts);
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
        var (bounds, folds) = Training(column);
        // A part for each row; behind the last one is the table of all.
        var part = ReduceSum(Cast(GreaterOrEqual(Unsqueeze(call.RowPositions, 1), Constant(bounds[1..])), DType.Int64), [1]);
        var place = part * (Categories![column].Count + 1) + index;
        return learned.Select((table, target) => Gather(Numbers([.. folds.SelectMany(fold => fold[target]), .. table]), place));
    }

    private protected override IEnumerable<string> NamesOf(int column, string name)
    {
        var width = (int)Width(column);
        return width == 1 ? [name] : Enumerable.Range(0, width).Select(target => $"{name} ({Classes?.TextOf(target) ?? target.ToString(CultureInfo.InvariantCulture)})");
    }

    private void GiveNumbers(CategoryList[] categories, IReadOnlyList<IReadOnlyList<double>> encodings, IReadOnlyList<double> targetMean, IReadOnlyList<string>? classes)
    {
        ArgumentNullException.ThrowIfNull(encodings);
        ArgumentNullException.ThrowIfNull(targetMean);
        if (targetMean.Count == 0 || encodings.Count != categories.Length * targetMean.Count) throw Throw.EncodingsOfOtherColumns(this, categories.Length, targetMean.Count, encodings.Count);
        if (classes is not null && classes.Count != targetMean.Count) throw Throw.BadArgument(Name, nameof(classes), $"one name for each of the {targetMean.Count} numbers of targetMean", $"{classes.Count} names");
        var tables = categories.Select((column, c) => targetMean.Select((mean, target) =>
        {
            var own = encodings[c * targetMean.Count + target];
            if (own is null || own.Count != column.Count) throw Throw.EncodingsOfOtherCategories(this, c, column.Count, own?.Count ?? 0);
            double[] table = [mean, .. own];
            HeldNumbers.RequireGiven(this, nameof(encodings), TensorData.Of(table, [table.Length]), Policy.ComputeType);
            return table;
        }).ToArray()).ToArray();
        _areNumbersGiven = true;
        Set(categories, () => _learned.Value = new(classes is null ? null : CategoryList.Of(classes), tables));
    }

    private bool? HasClasses => TargetType switch { TargetType.Auto => null, TargetType.Continuous => false, _ => true };

    // Where each part ends, and what was learned of a column without the part.
    private (long[] Bounds, double[][][] Folds) Training(int column)
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
        return new(state, categories, Smooth, classes is { Count: 2 } && TargetType != TargetType.Multiclass ? [numbers[1]] : classes is null ? null : numbers);
    }

    // The classes, sorted, and the number of each in the state.
    private static (CategoryList? Sorted, int[] Numbers) ClassesOf(TargetState state)
    {
        if (state.HasClasses != true) return (null, []);
        var sorted = state.Classes.Values.Sorted(out var numbers);
        return (sorted, numbers);
    }
}
