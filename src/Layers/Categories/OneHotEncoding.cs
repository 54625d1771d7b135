using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Turns each column of categories into a column for each category: 1 in that of the value, 0 in the others.</summary>
/// <remarks>Output <c>(batch, columns)</c>: those of the first feature, then those of the next. It is adapted before it is put into a model, since the categories decide the output's size.
/// scikit-learn joins one category more than it has to where a feature has just <c>max_categories</c> of them; here they stay.
/// <para><inheritdoc cref="CategoricalEncoding" path="/remarks"/></para>
/// Source: <see href="https://scikit-learn.org/stable/modules/generated/sklearn.preprocessing.OneHotEncoder.html"/>.</remarks>
/// <example><code>
/// var encoding = new OneHotEncoding(UnknownCategory.Rare, minFrequency: 10);
/// encoding.Adapt(cells);                                    // string[,]: a vocabulary a column
/// encoding.ColumnNames(["Island", "Sex"]);                  // Island=Biscoe, Island=Dream, Sex=female, …
/// </code></example>
public sealed class OneHotEncoding : CategoricalEncoding, ISavable<OneHotEncoding>
{
    private int[]? _counts;

    /// <summary>Learns the categories of each column with <c>Adapt</c>.</summary>
    /// <param name="unknown">What becomes of a value that was not learned; default an error.</param>
    /// <param name="drop">Which column of a feature is left out; default none.</param>
    /// <param name="minFrequency">Categories in fewer rows are joined: a number of rows, or a share of them below 1; <see langword="null"/> for none.</param>
    /// <param name="maxCategories">How many columns a feature has at most, that of rare categories among them, before one is dropped; <see langword="null"/> for any number.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>one_hot_encoding</c>, numbered.</param>
    /// <param name="dtype">The type that comes out; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">A number is out of range.</exception>
    public OneHotEncoding(
        UnknownCategory unknown = UnknownCategory.Error, DroppedCategory drop = DroppedCategory.None, double? minFrequency = null, int? maxCategories = null, string? name = null, DTypePolicy? dtype = null)
        : base(unknown, minFrequency, maxCategories, name, dtype)
    {
        if (!Enum.IsDefined(drop)) throw Throw.BadArgument(Name, nameof(drop), "one of None, First and IfBinary", drop);
        Drop = drop;
    }

    /// <summary>Which column of a feature is left out.</summary>
    public DroppedCategory Drop { get; }

    /// <summary>What each column of the output is called: <c>Island=Biscoe</c>, and <c>Island=(rare)</c> for rare categories.</summary>
    /// <param name="features">What the features are called, in order.</param>
    /// <exception cref="LayerException">The layer was not adapted, or has another number of features.</exception>
    public IReadOnlyList<string> ColumnNames(IReadOnlyList<string> features)
    {
        ArgumentNullException.ThrowIfNull(features);
        var (columns, names) = (Columns, Categories!);
        if (features.Count != columns.Length) throw Throw.WrongNameCount(this, columns.Length, features.Count);
        return [.. Kept(columns).Select(place => $"{features[place.Feature]}={(place.Index == columns[place.Feature].Rare ? "(rare)" : names[place.Feature][place.Index])}")];
    }

    private protected override Value Encoded(Value index)
    {
        _counts ??= Array.ConvertAll(Columns, column => column.Count);
        (int Feature, int Index)[] kept = [.. Kept(Columns)];
        var source = Constant(TensorData.Of(Array.ConvertAll(kept, place => (long)place.Feature), [kept.Length]));
        var indices = Constant(TensorData.Of(Array.ConvertAll(kept, place => (long)place.Index), [kept.Length]));
        return Cast(Equal(Gather(index, source, 1), indices), Policy.ComputeType);
    }

    private protected override void RequireSame(EncodedColumn[] columns)
    {
        if (_counts is { } counts && !columns.Select(column => column.Count).SequenceEqual(counts)) throw Throw.OtherCategoryCounts(this, counts, columns.Select(column => column.Count));
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        WriteCategories(config.Set("drop", SnakeCase.Of(Drop.ToString())));
    }

    /// <inheritdoc/>
    public static OneHotEncoding FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return ReadCategories(
            new OneHotEncoding(Choice.Of<UnknownCategory>(config, "unknown"), Choice.Of<DroppedCategory>(config, "drop"), config.OptionalNumber("min_frequency"), (int?)config.OptionalInteger("max_categories"), config.Name, config.Policy), config);
    }

    private IEnumerable<(int Feature, int Index)> Kept(EncodedColumn[] columns) => columns.Index().SelectMany(pair =>
        Enumerable.Range(0, pair.Item.Count).Skip(Drop == DroppedCategory.First || (Drop == DroppedCategory.IfBinary && pair.Item.Count == 2) ? 1 : 0).Select(index => (pair.Index, index)));
}
