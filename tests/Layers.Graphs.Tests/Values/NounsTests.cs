namespace Layers.Graphs.Tests;

/// <summary>Counts with their nouns, as in messages.</summary>
public sealed class NounsTests
{
    [TestCase(0, "row", "0 rows")]
    [TestCase(1, "row", "1 row")]
    [TestCase(2, "row", "2 rows")]
    [TestCase(12_345, "row", "12,345 rows")]
    [TestCase(1, "batch", "1 batch")]
    [TestCase(2, "batch", "2 batches")]
    [TestCase(2, "class", "2 classes")]
    [TestCase(1, "axis", "1 axis")]
    [TestCase(2, "axis", "2 axes")]
    [TestCase(2, "index", "2 indices")]
    [TestCase(2, "category", "2 categories")]
    [TestCase(2, "entry", "2 entries")]
    [TestCase(2, "key", "2 keys")]
    [TestCase(2, "box", "2 boxes")]
    [TestCase(2, "path", "2 paths")]
    [TestCase(2, "epoch", "2 epochs")]
    [TestCase(1, "distinct value", "1 distinct value")]
    [TestCase(2, "distinct value", "2 distinct values")]
    public void ACount_HasItsNoun(long count, string noun, string text) => Assert.That(Nouns.Of(count, noun), Is.EqualTo(text));

    [Test]
    public void ASizeWithAName_HasThePlural()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Nouns.Of((Dim)1, "row"), Is.EqualTo("1 row"));
            Assert.That(Nouns.Of((Dim)3, "row"), Is.EqualTo("3 rows"));
            Assert.That(Nouns.Of((Dim)"batch", "row"), Is.EqualTo("batch rows"));
            Assert.That(Nouns.There(1, "class"), Is.EqualTo("there is 1 class"));
            Assert.That(Nouns.There(2, "class"), Is.EqualTo("there are 2 classes"));
        });
    }
}
