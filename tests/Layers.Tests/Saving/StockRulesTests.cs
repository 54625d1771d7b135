namespace Layers.Tests;

/// <summary>The table from operators to Keras's operations.</summary>
public sealed class StockRulesTests
{
    [Test]
    public void EveryOperator_HasAStockForm_OrIsDeclaredToHaveNone() => Assert.That(StockRules.Table, Is.EquivalentTo(Op.All));

    [Test]
    public void TheSample_HasEveryOperator_ThatHasAStockForm()
    {
        var layer = new EveryStockOperator();
        layer.BuildFor(["batch", 3]);
        // A formula of numbers cannot look up categories.
        var categories = new OrdinalEncoding([[7L, 9]], unknown: UnknownCategory.Ignore);
        categories.BuildFor(["batch"]);
        Value[] formulas = [((IWrittenAsStock)layer).Formula(Ops.Input("x", ["batch", 3])),
            ((IWrittenAsStock)categories).Formula(Ops.Input("category", ["batch"], DType.Int64))];
        var used = Graph.Of(formulas).Nodes.Select(node => node.Op).ToHashSet();
        Assert.That(StockRules.Table.Where(op => StockRules.Table[op] is not null).Except(used), Is.Empty);
    }

    [Test]
    public void EachOperation_IsOneThatIsReadBack()
    {
        var layer = new EveryStockOperator();
        layer.BuildFor(["batch", 3]);
        var nodes = Graph.Of(((IWrittenAsStock)layer).Formula(Ops.Input("x", ["batch", 3]))).Nodes;
        foreach (var node in nodes)
            if (StockRules.Table[node.Op]?.Call?.Invoke(node, DType.Float32) is { } call)
                Assert.That(StockOperation.IsKnown(call.Operation), call.Operation);
    }
}
