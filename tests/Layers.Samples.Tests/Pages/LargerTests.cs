using Layers.Graphs;

namespace Layers.Samples.Tests.Pages;

/// <summary>The examples of docs/larger.md, apart from the sample.</summary>
public sealed class LargerTests : FolderTests
{
    [Test]
    public void States_AreJoined()
    {
        float[,] first = { { 1, 10 }, { 2, 20 } }, second = { { 3, 60 } };
        var (one, two) = (InFolder("part-1.json"), InFolder("part-2.json"));
        new Normalization().Observe(second).Save(two);

        #region part
        AdaptState part = new Normalization().Observe(first);   // on each machine, of its own rows
        part.Save(one);
        #endregion

        #region join
        AdaptState all = AdaptState.Merge([AdaptState.Load(one), AdaptState.Load(two)]);
        var normalization = new Normalization();
        normalization.Adapt(all);                               // as if it had seen all rows
        #endregion

        Assert.That(normalization.Mean!.ToArray<float>(), Is.EqualTo(new float[] { 2, 30 }));
        Assert.That(normalization.Report!.Rows, Is.EqualTo(3));
    }
}
