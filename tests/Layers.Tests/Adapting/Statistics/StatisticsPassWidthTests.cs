using Layers.Graphs;

namespace Layers.Tests.Statistics;

/// <summary>Every width and row count at which a vector, a fold or a strip ends at another place.</summary>
public class StatisticsPassWidthTests
{
    private static readonly int[] RowCounts = [1, 2, 3, 7, 15, 16, 17, 31, 33, 97, 257];

    [Test]
    public void Observe_FloatsOfEveryWidth_AreAllSeen([Range(1, 67)] int width) =>
        CheckWidth(width, TestData.Floats(257 * width, seed: width), NoGaps);

    [Test]
    public void Observe_DoublesOfEveryWidth_AreAllSeen([Range(1, 67)] int width) =>
        CheckWidth(width, TestData.Doubles(257 * width, seed: width, mean: -5, deviation: 40), NoGaps);

    [Test]
    public void Observe_FloatsWithGapsOfEveryWidth_AreAllSeen([Range(1, 67)] int width) =>
        CheckWidth(width, TestData.Floats(257 * width, seed: width), i => i % 5 == 0 || i % 7 == 3);

    [Test]
    public void Observe_DoublesWithGapsOfEveryWidth_AreAllSeen([Range(1, 67)] int width) =>
        CheckWidth(width, TestData.Doubles(257 * width, seed: width, mean: 1e6, deviation: 40), i => i % 5 == 0 || i % 7 == 3);

    [TestCase(1023)]
    [TestCase(1024)]
    [TestCase(1025)]
    [TestCase(2049)]
    public void Observe_RowsWiderThanAPanel_AreAllSeen(int width)
    {
        CheckWidth(width, TestData.Floats(33 * width, seed: width), NoGaps, 1, 9, 33);
        CheckWidth(width, TestData.Doubles(33 * width, seed: width, mean: 0, deviation: 1), i => i % 11 == 0, 1, 9, 33);
    }

    private static bool NoGaps(int index) => false;

    private static void CheckWidth<T>(int width, T[] data, Func<int, bool> gap, params int[] rowCounts)
        where T : System.Numerics.IFloatingPointIeee754<T>
    {
        for (var i = 0; i < data.Length; i++)
            if (gap(i)) data[i] = T.NaN;
        foreach (var rows in rowCounts.Length == 0 ? RowCounts : rowCounts)
        {
            var part = data[..(rows * width)];
            var statistics = Observed.Of(TensorData.Of(part, Shape.Of(rows, width)),
                new StatisticsRequest(1) { Missing = MissingValues.Ignore });
            for (var column = 0; column < width; column += width > 100 ? 41 : 1)
                Observed.Check(statistics, column, TestData.Column(part, width, column));
        }
    }
}
