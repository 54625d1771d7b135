namespace Layers.Graphs.Tests;

public sealed class ShapeTests
{
    [Test]
    public void AShape_IsWrittenAsItsSizes()
    {
        Shape shape = ["batch", 13];
        Assert.That(shape.ToString(), Is.EqualTo("[batch, 13]"));
        Assert.That((shape.Rank, shape.IsKnown, shape[0].Name, shape[1].Size), Is.EqualTo((2, false, "batch", 13L)));
        Assert.That(shape.With(0, 5).ToArray(), Is.EqualTo(new long[] { 5, 13 }));
        Assert.That(shape[1..].Length, Is.EqualTo(13));
        Assert.That(Shape.Scalar.Length, Is.EqualTo(1));
    }

    [Test]
    public void Shapes_AreEqualByNamesAndNumbers()
    {
        Shape a = ["batch", 2], b = ["batch", 2], other = ["rows", 2];
        Assert.That(a.Equals(b) && a.GetHashCode() == b.GetHashCode(), Is.True);
        Assert.That(a.Equals(other), Is.False);
        Assert.That(((Dim)0).Equals((Dim)"0"), Is.False);
    }

    [Test]
    public void Nonsense_IsRefused()
    {
        Assert.That(() => Shape.Of(2, -1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => (Dim)"", Throws.ArgumentException);
        Assert.That(() => Shape.Create("batch").Length,
            Throws.InvalidOperationException.With.Message.EqualTo("The size 'batch' is known only when the graph runs."));
        Assert.That(() => Shape.Of(long.MaxValue, 2).Length, Throws.InstanceOf<OverflowException>());
    }
}
