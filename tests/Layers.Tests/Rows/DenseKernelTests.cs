namespace Layers.Tests;

public sealed class DenseKernelTests
{
    [Test]
    public void RowsInTiles_HaveTheBitsOfEachRowAlone_AndTheSumsOfDoubles([Values(4, 8, 16)] int vector,
        [Values(1, 3, 8, 10, 33, 64, 72, 150)] int units, [Values(1, 5, 13)] int inputs)
    {
        var random = new Random(1);
        float[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)];
        var (matrix, bias) = (Numbers(inputs * units), Numbers(units));
        var weights = new DenseWeights(matrix, inputs, units, vector);
        weights.SetBias(bias);
        // As many rows as leave each possible remainder after tiles of three rows and of four.
        for (var rows = 1; rows <= 13; rows++)
        {
            var x = Numbers(rows * inputs);
            var y = new float[(rows * units) + 1];
            y[^1] = 7;

            DenseKernel.Run(weights, x, y.AsSpan(0, rows * units), isRectified: true);

            Assert.That(y[^1], Is.EqualTo(7), "the number after the result");
            for (var row = 0; row < rows; row++)
            {
                var alone = new float[units];
                DenseKernel.Run(weights, x.AsSpan(row * inputs, inputs), alone, isRectified: true);
                Assert.That(y.AsSpan(row * units, units).ToArray(), Is.EqualTo(alone), $"row {row} of {rows}");
                for (var unit = 0; unit < units; unit++)
                {
                    double sum = bias[unit];
                    for (var i = 0; i < inputs; i++) sum += (double)x[(row * inputs) + i] * matrix[(i * units) + unit];
                    Assert.That(alone[unit], Is.EqualTo(Math.Max(sum, 0)).Within(1e-5), $"row {row}, unit {unit}");
                }
            }
        }
    }
}
