using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A column for each category: 1 where the row has it, 0 elsewhere; for several columns side by side, each with categories of its
/// own.</summary>
/// <remarks>Input: texts or whole numbers, <c>(batch, columns)</c>, or <c>(batch)</c> for a single column. Output: <c>(batch, places)</c>
/// in the type of the policy, the places of the first column, then those of the next; <see cref="ColumnEncoding{TState}.ColumnNames"/> says
/// what they are called. Categories are sorted: texts by their UTF-8 bytes, which is the order of code points, and integers from the
/// smallest. Rare ones that are joined have the last place of their column. Source:
/// <see href="https://scikit-learn.org/stable/modules/generated/sklearn.preprocessing.OneHotEncoder.html"/>.
/// <para>Keras does not have the layer: files hold it as a model within the model, of lookups and operations, and this library reads its
/// own class back.</para></remarks>
/// <example><code>
/// var islands = new OneHotEncoding(UnknownCategory.Ignore);
/// islands.Adapt(new[,] { { "Dream", "f" }, { "Biscoe", "m" }, { "Dream", "m" } });
/// islands.Predict(new[,] { { "Biscoe", "f" } });        // 1 0 1 0
/// islands.ColumnNames(["Island", "Sex"]);            // Island=Biscoe, Island=Dream, Sex=f, Sex=m
/// </code></example>
public sealed class OneHotEncoding : GroupedEncoding, ISavable<OneHotEncoding>
{
    /// <summary>Learns the categories of each column with <c>Adapt</c>.</summary>
    /// <param name="unknown">What becomes of a category that was not learned; default: it is refused.</param>
    /// <param name="drop">Which category of a column has no place; default none.</param>
    /// <param name="minFrequency">Categories that are rarer are joined: below 1 a share of the rows, otherwise a count;
    /// <see langword="null"/> (the default) for none.</param>
    /// <param name="maxCategories">How many places a column has at most, that of the joined categories among them, 1 or more;
    /// <see langword="null"/> (the default) for any number. The most frequent ones keep their place, and of those that are as frequent the
    /// last.</param>
    /// <param name="missingText">The word that stands for a missing text; default the empty text.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>one_hot_encoding</c>, numbered.</param>
    /// <param name="dtype">The type of the output; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">An argument is out of its range.</exception>
    public OneHotEncoding(
        UnknownCategory unknown = UnknownCategory.Error, DroppedCategory drop = DroppedCategory.None, double? minFrequency = null, int? maxCategories = null, string missingText = "",
        string? name = null, DTypePolicy? dtype = null)
        : base(unknown, minFrequency, maxCategories, missingText, name, dtype)
    {
        if (!Enum.IsDefined(drop)) throw Throw.BadArgument(Name, nameof(drop), "one of None, First and IfBinary", drop);
        Drop = drop;
    }

    /// <summary>Takes the categories of each column, texts, in the order of their places.</summary>
    /// <param name="categories">For each column one text or more, none of them twice.</param>
    /// <param name="unknown">What becomes of another category; default: it is refused. In a column where none are joined,
    /// <see cref="UnknownCategory.Infrequent"/> is as <see cref="UnknownCategory.Ignore"/>.</param>
    /// <param name="drop">Which category of a column has no place; default none.</param>
    /// <param name="missingText">The word that stands for a missing text; default the empty text.</param>
    /// <param name="infrequent">For each column the places of the categories that are joined, counted from 0; <see langword="null"/> for a
    /// column without them, and as a whole for no such column (the default).</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>one_hot_encoding</c>, numbered.</param>
    /// <param name="dtype">The type of the output; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">There is no column, one without categories, a null, or a category twice.</exception>
    public OneHotEncoding(
        IReadOnlyList<IReadOnlyList<string>> categories, UnknownCategory unknown = UnknownCategory.Error, DroppedCategory drop = DroppedCategory.None, string missingText = "",
        IReadOnlyList<IReadOnlyList<int>?>? infrequent = null, string? name = null, DTypePolicy? dtype = null)
        : this(unknown, drop, missingText: missingText, name: name, dtype: dtype)
    {
        var given = Give(categories);
        Take(given, Joined(given, infrequent));
    }

    /// <summary>Takes the categories of each column, integers, in the order of their places.</summary>
    /// <inheritdoc cref="OneHotEncoding(IReadOnlyList{IReadOnlyList{string}}, UnknownCategory, DroppedCategory, string, IReadOnlyList{IReadOnlyList{int}}, string, DTypePolicy)"/>
    /// <param name="categories">For each column one integer or more, none of them twice.</param>
    /// <param name="unknown">What becomes of another category; default: it is refused.</param>
    /// <param name="drop">Which category of a column has no place; default none.</param>
    /// <param name="infrequent">For each column the places of the categories that are joined, counted from 0; <see langword="null"/> for a
    /// column without them, and as a whole for no such column (the default).</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>one_hot_encoding</c>, numbered.</param>
    /// <param name="dtype">The type of the output; <see langword="null"/> for float32.</param>
    public OneHotEncoding(
        IReadOnlyList<IReadOnlyList<long>> categories, UnknownCategory unknown = UnknownCategory.Error, DroppedCategory drop = DroppedCategory.None,
        IReadOnlyList<IReadOnlyList<int>?>? infrequent = null, string? name = null, DTypePolicy? dtype = null)
        : this(unknown, drop, name: name, dtype: dtype)
    {
        var given = Give(categories);
        Take(given, Joined(given, infrequent));
    }

    /// <summary>Which category of a column has no place.</summary>
    public DroppedCategory Drop { get; }

    private protected override long Width(int column) => Groups(column) - (Drops(column) ? 1 : 0);

    private protected override IEnumerable<Value> Encode(int column, Value index, CallContext? call)
    {
        if (Width(column) == 0) yield break;
        // An index counts from 1, and a place from 0.
        var (place, first) = HasRare(column) ? (Gather(Constant(Places(column)), index), 0) : (index, 1);
        if (Drops(column)) first++;
        long[] places = [.. Enumerable.Range(first, (int)Width(column)).Select(number => (long)number)];
        yield return Cast(Equal(place, Constant(places)), Policy.ArithmeticType);
    }

    private protected override IEnumerable<string> NamesOf(int column, string name) => PlaceNames(column).Skip(Drops(column) ? 1 : 0).Select(category => $"{name}={category}");

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        WriteStart(config);
        config.Set("drop", SnakeCase.Of(Drop.ToString()));
        WriteLearned(config);
    }

    /// <inheritdoc/>
    public static OneHotEncoding FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var layer = new OneHotEncoding(
            Choice.Of<UnknownCategory>(config, "unknown"), Choice.Of<DroppedCategory>(config, "drop"), config.OptionalNumber("min_frequency"), config.OptionalWhole("max_categories"),
            config.OptionalText("missing_text") ?? "", config.Name, config.Policy);
        layer.ReadLearned(config);
        return layer;
    }

    private bool Drops(int column) => Drop == DroppedCategory.First || (Drop == DroppedCategory.IfBinary && Groups(column) == 2);
}
