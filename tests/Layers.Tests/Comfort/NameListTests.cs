using Layers.Graphs;

namespace Layers.Tests.Comfort;

/// <summary>Lists in messages are short, and the most similar name is first.</summary>
public sealed class NameListTests
{
    private static readonly string[] s_columns = [.. Enumerable.Range(0, 40)
        .Select(column => column == 31 ? "income" : $"column_{column}")];

    [Test]
    public void AFew_AreAllNamed()
    {
        Assert.That(NameList.Of(["a", "b"]), Is.EqualTo("a, b"));
        Assert.That(NameList.Quoted(["b", "a"], "a"), Is.EqualTo("'b', 'a'"));
        Assert.That(NameList.Of([]), Is.EqualTo("none"));
    }

    [Test]
    public void OfMany_TheNearestStandFirst()
    {
        Assert.That(NameList.Of(s_columns, "incme"), Does.StartWith("income, ").And.EndsWith(" … and 37 more"));
        Assert.That(NameList.Quoted(s_columns), Does.StartWith("'column_0', 'column_1', ").And.EndsWith("'column_11' … and 28 more"));
    }

    [Test]
    public void AColumnThatIsNotThere_ComesWithAdviceFirst()
    {
        var table = Table.Of([.. s_columns.Select(name => Column.Number(name, 1, 2))]);
        Assert.That(() => table.Select("incme"),
            Throws.ArgumentException.With.Message.Match(
            "has no column 'incme'. Did you mean 'income'\\? It has 'income', .* … and 37 more\\."));
        Input[] inputs = [.. s_columns.Select(name => new Input(1, name: name))];
        using var model = new Functional(inputs, new Concatenate().Apply([.. inputs.Select(input => input.Tensor)]));
        var fault = Assert.Throws<ArgumentException>(() => model.Predict(s_columns.Skip(1).Append("colum_0")
            .ToDictionary(name => name, _ => (TensorData)new float[1, 1])))!;
        Assert.That(fault.Message,
            Does.Contain("There is no input 'colum_0'. Did you mean 'column_0'? There is no data for 'column_0'. Its inputs are column_0, ")
            .And.EndsWith("… and 37 more."));
    }
}
