namespace Layers.Tests.Training;

/// <summary>The text of a history.</summary>
public sealed class HistoryTextTests
{
    [Test]
    public void ItPrints_TheLastEpochAndTheBest()
    {
        var history = new History();
        Assert.That(history.ToString(), Is.EqualTo("no epochs"));
        history.Add(3, Logs(0.5, double.NaN));
        history.Add(4, Logs(0.25, 0.125));
        history.Add(5, Logs(0.2, 1234567));
        Assert.That(history.ToString().Split('\n'), Is.EqualTo(new[]
        {
            "3 epochs",
            "               epoch  loss     val_loss",
            "last               5   0.2  1.23457E+06",
            "best val_loss      4  0.25        0.125",
        }));
    }

    [Test]
    public void WithoutValidation_ThereIsNoBest_AndOneEpochIsOne()
    {
        var history = new History();
        history.Add(0, [KeyValuePair.Create("loss", 0.5), KeyValuePair.Create("accuracy", 1.0)]);
        Assert.That(history.ToString(), Is.EqualTo("1 epoch\n      epoch  accuracy  loss\nlast      0         1   0.5"));
    }

    [Test]
    public void NumbersOfSomeEpochsAlone_AreNotTakenForThoseOfAll()
    {
        var history = new History();
        history.Add(0, [KeyValuePair.Create("loss", 0.5)]);
        history.Add(1, [KeyValuePair.Create("loss", 0.25), KeyValuePair.Create("val_loss", 0.125)]);
        Assert.That(history.ToString(), Is.EqualTo("2 epochs\n      epoch  loss  val_loss\nlast      1  0.25"));
    }

    private static KeyValuePair<string, double>[] Logs(double loss, double validation) =>
        [KeyValuePair.Create("loss", loss), KeyValuePair.Create("val_loss", validation)];
}
