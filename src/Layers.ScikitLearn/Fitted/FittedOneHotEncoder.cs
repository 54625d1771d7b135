using System.Diagnostics.CodeAnalysis;

namespace Layers.ScikitLearn;

/// <summary>OneHotEncoder, as <see cref="OneHotEncoding"/>. A dropped category becomes the first in the layer, which keeps the order of the
/// others.</summary>
internal sealed class FittedOneHotEncoder : FittedEncoder
{
    private readonly UnknownCategory _unknown;
    private readonly int?[] _dropped;

    [SetsRequiredMembers]
    public FittedOneHotEncoder(FittedFields fields)
        : base(fields)
    {
        _unknown = Unknown(fields);
        if (fields.Optional("feature_name_combiner") is { } combiner and not "concat")
            throw Throw.Setting(fields, $"feature_name_combiner={Throw.Described(combiner)}",
                "it is code, which is not run. Use 'concat', the default.");
        _dropped = new int?[Width];
        if (fields.Optional("drop_idx_") is not { } found) return;
        var places = fields.List("drop_idx_", found);
        if (places.Count != Width) throw Throw.FieldOfOtherWidth(fields, "drop_idx_", Width, places.Count);
        for (var c = 0; c < Width; c++)
        {
            if (places[c] is null) continue;
            var place = fields.Whole("drop_idx_", places[c]);
            if (place < 0 || place >= Categories[c].List.Count)
                throw Throw.FieldsDiffer(fields, "drop_idx_ has a place that no category has");
            // If all categories are joined, the dropped one is the joined one.
            if (Infrequent[c]?.Contains(place) == true && Infrequent[c]!.Length < Categories[c].List.Count)
                throw Throw.Setting(fields, "a dropped category among those that are joined", "scikit-learn does not fit such an encoder.");
            _dropped[c] = place;
        }
    }

    public override IReadOnlyList<string> OutputNames(IReadOnlyList<string> names) =>
        [.. names.SelectMany((name, c) => NamesOf(c).Select(category => $"{name}_{category}"))];

    protected override int WidthOf(int column) => NamesOf(column).Count();

    protected override bool BelongTogether(int first, int second) => base.BelongTogether(first, second)
        && _dropped[first] is null == _dropped[second] is null;

    protected override Layer LayerFor(int[] places, DTypePolicy? dtype)
    {
        var drop = _dropped[places[0]] is null ? DroppedCategory.None : DroppedCategory.First;
        var orders = places.Select(Order).ToArray();
        IReadOnlyList<int>?[] infrequent = [.. places.Select((place, i) =>
            Infrequent[place]?.Select(rare => Array.IndexOf(orders[i], rare)).ToArray())];
        return Categories[places[0]].List.AreTexts
            ? new OneHotEncoding([.. places.Select((place, i) =>
                orders[i].Select(category => Categories[place].List.Texts[category]).ToArray())],
                _unknown, drop, infrequent: infrequent, dtype: dtype)
            : new OneHotEncoding([.. places.Select((place, i) =>
                orders[i].Select(category => Categories[place].List.Integers[category]).ToArray())],
                _unknown, drop, infrequent, dtype: dtype);
    }

    private int[] Order(int column) =>
        _dropped[column] is { } dropped
            ? [dropped, .. Enumerable.Range(0, Categories[column].List.Count).Where(place => place != dropped)]
            : [.. Enumerable.Range(0, Categories[column].List.Count)];

    private IEnumerable<string> NamesOf(int column)
    {
        var (names, rare, dropped) = (Categories[column].Names, Infrequent[column], _dropped[column]);
        for (var place = 0; place < names.Count; place++)
            if (place != dropped && rare?.Contains(place) != true) yield return names[place];
        if (rare is not null && (dropped is null || !rare.Contains(dropped.Value))) yield return "infrequent_sklearn";
    }
}
