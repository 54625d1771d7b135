using Digits;
using Layers.Graphs;

namespace Layers.Samples.Tests;

public sealed class DigitsTests : FolderTests
{
    [Test]
    public void Sample_ReadsOver97PercentOfUnseenDigits_AndDrawsWhatItTakesForWhat()
    {
        var (code, output, error) = SampleProgram.Run("Digits", Folder);
        Assert.That(code, Is.Zero, error);
        Assert.That(output, Does.Contain("Epoch 15/15").And.Contain("digits.keras"));

        // The saved file, on the digits that it was not trained on.
        using var model = Model.Load(InFolder("digits.keras"));
        var (_, test) = Images.Read(Path.Combine(AppContext.BaseDirectory, "digits.csv")).Split(test: 0.2, seed: 1);
        Assert.That(model.Evaluate(test.Pixels, test.Digits)["accuracy"], Is.GreaterThan(0.97));

        Served.IsAlike("digits", model, new Dictionary<string, TensorData> { [model.Input!.Name] = test.Pixels });
        var confusion = new Confusion(test.Digits, model.Predict(test.Pixels));
        var right = Enumerable.Range(0, 10).Sum(digit => confusion[digit, digit]);
        Assert.That(right / test.Count, Is.EqualTo(model.Evaluate(test.Pixels, test.Digits)["accuracy"]).Within(1e-6));
        var png = File.ReadAllBytes(InFolder("digits-confusion.png"));
        Assert.That(png[1..4], Is.EqualTo("PNG"u8.ToArray()));
    }
}
