namespace Layers.Tests;

/// <summary>Values that are needed at the same time have separate places in scratch memory; others share a place.</summary>
public sealed class RowMemoryTests
{
    [Test]
    public void TemporaryMemoryOfAStep_IsSeparateFromItsValues_AndFreeAfterIt()
    {
        var (input, x, y, z) = (Value(64), Value(64), Value(64), Value(64));
        input.Place = RowPlace.Input;
        RowValue[] scratch = [Value(64), Value(0), Value(128)];
        RowStep[] steps = [new Nothing(x, input), new Nothing(y, x) { Scratch = scratch }, new Nothing(z, y)];
        var bytes = RowMemory.Assign(steps, 64);
        Assert.That(bytes, Is.EqualTo(64 + 64 + 64 + 128));
        RowValue[] together = [x, y, .. scratch];
        foreach (var a in together)
            foreach (var b in together)
                if (a != b) Assert.That(a.Offset + a.Bytes <= b.Offset || b.Offset + b.Bytes <= a.Offset, $"{a.Offset} and {b.Offset}");
        Assert.That(z.Offset, Is.Zero, "the offset of the first value, which is not read any more");
    }

    private static RowValue Value(int bytes) => new(DType.UInt8, bytes);

    private sealed class Nothing(RowValue result, RowValue input) : RowStep(result, input)
    {
        public override void Run(in RowFrame frame)
        {
        }
    }
}
