using Layers.Graphs;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using static Layers.DataView.Tests.FromMlNet.MlNet;

namespace Layers.DataView.Tests.FromMlNet;

/// <summary>Categories, keys and hashes.</summary>
internal static class CategoryRows
{
    private static readonly string[] s_islands = ["Dream", "Biscoe", "Dream", "Torgersen"];
    private static readonly string[] s_later = ["Biscoe", "Atlantis", "Dream"];

    public static IReadOnlyList<PageRow> All { get; } =
    [
        new("OneHotEncoding", OneHot),
        new("OneHotHashEncoding", OneHotHash),
        new("MapValueToKey", ValueToKey),
        new("MapKeyToValue", KeyToValue),
        new("Hash", Hash),
    ];

    private static void OneHot()
    {
        var theirs = Vectors(Theirs(Transforms.Categorical.OneHotEncoding("Out", "In",
            keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue), s_islands, s_later));
        AreAlike(Ours(Words(s_islands), Words(s_later), new OneHotEncoding(UnknownCategory.Ignore)), theirs);
        Assert.That(theirs[1], Is.All.Zero);

        // By default ML.NET's columns are in the order of first occurrence, and those of Layers are sorted.
        var byDefault = Vectors(Theirs(Transforms.Categorical.OneHotEncoding("Out", "In"), s_islands));
        Assert.That(byDefault[0], Is.EqualTo(new float[] { 1, 0, 0 }));
        Assert.That(Ours(Words(s_islands), new OneHotEncoding())[0], Is.EqualTo(new float[] { 0, 1, 0 }));

        // By default Layers refuses an unknown category.
        var layer = new OneHotEncoding();
        layer.Adapt(Words(s_islands));
        using var model = new Sequential { new Input(1, type: DType.String), layer };
        Assert.That(() => model.Predict(Words(s_later), new PredictOptions()),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains("Atlantis"));
    }

    private static void OneHotHash()
    {
        var theirs = Vectors(Theirs(Transforms.Categorical.OneHotHashEncoding("Out", "In", numberOfBits: 3), s_islands));
        var ours = Ours(Words(s_islands), new Hashing(8, outputMode: OutputMode.OneHot));
        // The number of columns is equal, one column is 1, and equal words have the same column. Which column it is differs, because ML.NET
        // uses MurmurHash and Keras FarmHash.
        foreach (var rows in new[] { theirs, ours })
        {
            Assert.That(rows.Select(row => row.Length), Is.All.EqualTo(8));
            Assert.That(rows.Select(row => row.Sum()), Is.All.EqualTo(1));
            Assert.That(rows[2], Is.EqualTo(rows[0]));
        }
        Assert.That(ours, Is.Not.EqualTo(theirs));
    }

    private static void ValueToKey()
    {
        var byValue = Theirs(Transforms.Conversion.MapValueToKey("Out", "In",
            keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue), s_islands, s_later);
        var theirs = byValue.GetColumn<uint>("Out").ToArray();
        Assert.That(theirs, Is.EqualTo(new uint[] { 1, 0, 2 }));
        // Layers counts from 0, and an unknown category is −1.
        var ours = Ours(Words(s_islands), Words(s_later), new OrdinalEncoding(UnknownCategory.Ignore));
        Assert.That(ours.Select(row => row[0] + 1), Is.EqualTo(theirs));

        // A lookup keeps 0 for unknown words, as a key does, and orders words by frequency.
        Assert.That(Ours(Words(s_islands), Words(s_later), new StringLookup()).Select(row => row[0]).ToArray(),
            Has.ItemAt(1).EqualTo(0).And.ItemAt(2).EqualTo(1));
        var byOccurrence = Theirs(Transforms.Conversion.MapValueToKey("Out", "In"), s_islands).GetColumn<uint>("Out").ToArray();
        Assert.That(Ours(Words(s_islands), new StringLookup(vocabulary: ["Dream", "Biscoe", "Torgersen"])).Select(row => row[0]),
            Is.EqualTo(byOccurrence));
    }

    private static void KeyToValue()
    {
        var theirs = Theirs(Transforms.Conversion.MapValueToKey("Key", "In").Append(Transforms.Conversion.MapKeyToValue("Out", "Key")),
            s_islands);
        var back = new StringLookup(vocabulary: ["Dream", "Biscoe", "Torgersen"], invert: true)
            .Predict(new long[,] { { 1 }, { 2 }, { 1 }, { 3 } });
        Assert.That(back.ToArray<string>(), Is.EqualTo(theirs.GetColumn<string>("Out")));
    }

    private static void Hash()
    {
        var theirs = Theirs(Transforms.Conversion.Hash("Out", "In", numberOfBits: 16), s_islands).GetColumn<uint>("Out").ToArray();
        var ours = Ours(Words(s_islands), new Hashing(1 << 16)).Select(row => (uint)row[0]).ToArray();
        Assert.That((theirs[0], ours[0]), Is.EqualTo((theirs[2], ours[2])));
        Assert.That(ours, Is.Not.EqualTo(theirs));
    }

    private static TensorData Words(string[] words) => TensorData.Of(words, [words.Length, 1]);
}
