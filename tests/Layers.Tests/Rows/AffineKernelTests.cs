namespace Layers.Tests;

public sealed class AffineKernelTests
{
    [Test]
    public void AnyNumberOfElements_HasTheBitsOfOneOperatorAfterTheOther([Range(1, 70)] int count, [Values(1, 7, 600)] int row)
    {
        float[] constants = [.. Enumerable.Range(0, row).Select(i => 0.3f + i)];
        AffineLink[] links = [new(AffineOp.Sub, constants), new(AffineOp.Div, constants), new(AffineOp.Mul, constants),
            new(AffineOp.Add, constants)];
        float[] x = [.. Enumerable.Range(0, count * row).Select(i => MathF.Sin(i))];
        float[] expected = [.. x.Select((number, i) => ((number - constants[i % row]) / constants[i % row] * constants[i % row])
            + constants[i % row])];

        var y = new float[x.Length + 1];
        AffineKernel.Run(links, x, y.AsSpan(0, x.Length), pastCaches: false);
        Assert.That(y, Is.EqualTo(expected.Append(0)));
        // Pinned memory, starting at each position within a vector.
        var still = GC.AllocateArray<float>(x.Length + 17, pinned: true);
        for (var start = 0; start < 16; start++)
        {
            Array.Clear(still);
            AffineKernel.Run(links, x, still.AsSpan(start, x.Length), pastCaches: true);
            Assert.That(still, Is.EqualTo(new float[start].Concat(expected).Concat(new float[17 - start])),
                $"written around the caches, from {start}");
        }
        var bytes = GC.AllocateArray<byte>((x.Length * sizeof(float)) + 1, pinned: true);
        var uneven = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(bytes.AsSpan(1));
        AffineKernel.Run(links, x, uneven, pastCaches: true);
        Assert.That(uneven.ToArray(), Is.EqualTo(expected), "from an address that is not aligned to a number");
        AffineKernel.Run(links, x, x, pastCaches: false);
        Assert.That(x, Is.EqualTo(expected), "in place");
    }
}
