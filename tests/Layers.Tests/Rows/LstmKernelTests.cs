namespace Layers.Tests;

public sealed class LstmKernelTests
{
    private const int Gates = 4, Units = 32;

    [Test]
    public void RowsInTiles_HaveTheBitsOfEachRowAlone_AndTheStatesOfDoubles([Values(4, 8, 16)] int vector)
    {
        if (vector == 4) Compare<Wide128>();
        else if (vector == 8) Compare<Wide256>();
        else Compare<Wide512>();
    }

    private static void Compare<V>() where V : struct, IWide<V>
    {
        var random = new Random(2);
        float[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)];
        var w = Numbers(Units * Units * Gates);
        // As many rows as leave each possible remainder after tiles of three rows and of four.
        for (var rows = 1; rows <= 13; rows++)
        {
            var (x, h, c) = (Numbers(rows * Gates * Units), Numbers(rows * Units), Numbers(rows * Units));
            var (together, memories) = Step<V>(x, w, h, c);

            for (var row = 0; row < rows; row++)
            {
                var (alone, memory) = Step<V>(Part(x, row, Gates * Units), w, Part(h, row, Units), Part(c, row, Units));
                Assert.That(Part(together, row, Units), Is.EqualTo(alone), $"hidden state, row {row} of {rows}");
                Assert.That(Part(memories, row, Units), Is.EqualTo(memory), $"cell state, row {row} of {rows}");
                for (var unit = 0; unit < Units; unit++)
                {
                    // A vector of units has its gates i, o, f and c side by side, and the arguments of sigmoids are halved.
                    double Sum(int gate)
                    {
                        var at = ((unit / V.Count * Gates) + gate) * V.Count + (unit % V.Count);
                        double sum = x[(row * Gates * Units) + at];
                        var column = (unit / V.Count * V.Count * Gates * Units) + (gate * V.Count) + (unit % V.Count);
                        for (var i = 0; i < Units; i++) sum += (double)h[(row * Units) + i] * w[column + (i * Gates * V.Count)];
                        return sum;
                    }
                    double Sigmoid(int gate) => (1 + Math.Tanh(Sum(gate))) / 2;
                    var cell = (Sigmoid(2) * c[(row * Units) + unit]) + (Sigmoid(0) * Math.Tanh(Sum(3)));
                    Assert.That(memory[unit], Is.EqualTo(cell).Within(1e-5), $"cell state, row {row}, unit {unit}");
                    Assert.That(alone[unit], Is.EqualTo(Sigmoid(1) * Math.Tanh(cell)).Within(1e-5), $"state, row {row}, unit {unit}");
                }
            }
        }
    }

    private static float[] Part(float[] all, int row, int length) => all.AsSpan(row * length, length).ToArray();

    private static (float[] Hidden, float[] Cell) Step<V>(float[] x, float[] w, float[] h, float[] c) where V : struct, IWide<V>
    {
        var (next, cell, sums) = (new float[h.Length], (float[])c.Clone(), new float[Gates * V.Count * h.Length / Units]);
        LstmKernel.Step<V>(ref x[0], Gates * Units, ref w[0], ref h[0], ref cell[0], ref next[0], ref sums[0], h.Length / Units, Units,
            Units);
        return (next, cell);
    }
}
