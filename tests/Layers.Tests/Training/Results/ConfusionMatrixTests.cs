namespace Layers.Tests.Training;

/// <summary>Counts of true and predicted classes; the numbers are those of scikit-learn's documentation.</summary>
public sealed class ConfusionMatrixTests
{
    private static readonly string[] s_truth = ["cat", "ant", "cat", "cat", "ant", "bird"],
        s_said = ["ant", "ant", "cat", "cat", "ant", "cat"];

    [Test]
    public void Words_AreCountedInTheOrderOfCodePoints()
    {
        var matrix = ConfusionMatrix.Of(s_truth, s_said);
        Assert.Multiple(() =>
        {
            Assert.That(matrix.Classes, Is.EqualTo(new[] { "ant", "bird", "cat" }));
            Assert.That(matrix.ToArray(), Is.EqualTo(new long[,] { { 2, 0, 0 }, { 0, 0, 1 }, { 1, 0, 2 } }));
            Assert.That(matrix["cat", "ant"], Is.EqualTo(1));
            Assert.That(matrix["ant", "cat"], Is.Zero);
            Assert.That(matrix[1, 2], Is.EqualTo(1));
            Assert.That((matrix.Total, matrix.Right, matrix.Accuracy), Is.EqualTo((6L, 4L, 4.0 / 6)));
            Assert.That(matrix.ToString().Split('\n'), Is.EqualTo(new[]
            {
                @"true \ predicted  ant  bird  cat",
                @"ant                 2     0    0",
                @"bird                0     0    1",
                @"cat                 1     0    2",
            }));
        });
    }

    [Test]
    public void GivenClasses_KeepTheirOrder_AndStandThereWithoutRows()
    {
        var matrix = ConfusionMatrix.Of(s_truth, s_said, ["cat", "dog", "bird", "ant"]);
        Assert.That(matrix.ToArray(), Is.EqualTo(new long[,] { { 2, 0, 0, 1 }, { 0, 0, 0, 0 }, { 1, 0, 0, 0 }, { 0, 0, 0, 2 } }));
        // Above U+FFFF the orders of code points and of UTF-16 differ.
        Assert.That(ConfusionMatrix.Of(["\U0001F600", "\uFF21"], ["a", "a"]).Classes, Is.EqualTo(new[] { "a", "\uFF21", "\U0001F600" }));
    }

    [Test]
    public void Numbers_AreClassesByValue_OrPlacesAmongNames()
    {
        Assert.That(ConfusionMatrix.Of([10, 2, -1], [2, 2, 10]).Classes, Is.EqualTo(new[] { "-1", "2", "10" }));
        Assert.That(ConfusionMatrix.Of([10, 2, -1], [2, 2, 10])["-1", "10"], Is.EqualTo(1));
        Assert.That(ConfusionMatrix.Of([0, 2], [1, 2], ["a", "b", "c"]).ToArray(),
            Is.EqualTo(new long[,] { { 0, 1, 0 }, { 0, 0, 0 }, { 0, 0, 1 } }));
    }

    [Test]
    public void ManyClasses_PrintInPart()
    {
        int[] all = [.. Enumerable.Range(0, 25)];
        var lines = ConfusionMatrix.Of(all, all).ToString().Split('\n');
        Assert.That(lines, Has.Length.EqualTo(22));
        Assert.That(lines[^1], Is.EqualTo("… and 5 more classes"));
    }

    [Test]
    public void InvalidLabels_AreRefused()
    {
        Assert.Multiple(() =>
        {
            Refuses(() => ConfusionMatrix.Of(["a"], ["a", "b"]), "1 true labels, but 2 predicted");
            Refuses(() => ConfusionMatrix.Of(Array.Empty<string>(), []), "at least one row");
            Refuses(() => ConfusionMatrix.Of(["a", " "], ["a", "b"]), "true label of row 1");
            Refuses(() => ConfusionMatrix.Of(["a", "b"], ["a", null!]), "predicted label of row 1");
            Refuses(() => ConfusionMatrix.Of(["cat", "dog"], ["cat", "dogg"], ["cat", "dog"]), "'dogg' of row 1", "Did you mean 'dog'?");
            Refuses(() => ConfusionMatrix.Of([0, 3], [0, 1], ["a", "b"]), "true class 3 of row 1", "2 classes");
            Refuses(() => ConfusionMatrix.Of([0], [0], ["a", "a"]), "'a' is a duplicate");
            Refuses(() => ConfusionMatrix.Of([0], [0], ["a", ""]), "Class 1");
            Assert.That(() => ConfusionMatrix.Of(s_truth, s_said)["catt", "ant"],
                Throws.InstanceOf<KeyNotFoundException>().With.Message.Contains("Did you mean 'cat'?"));
            Assert.That(() => ConfusionMatrix.Of(s_truth, s_said)[0, 3],
                Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("3 classes"));
        });

        static void Refuses(Func<object> act, params string[] parts)
        {
            var fault = Assert.Catch<ArgumentException>(() => act())!;
            foreach (var part in parts) Assert.That(fault.Message, Does.Contain(part));
        }
    }
}
