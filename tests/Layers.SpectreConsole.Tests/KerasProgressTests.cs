using System.Text.RegularExpressions;
using Layers.Graphs;
using Spectre.Console;

namespace Layers.SpectreConsole.Tests;

public sealed class KerasProgressTests
{
    private static readonly float[,] s_x = { { 1, 2 }, { 3, 4 }, { 5, 6 }, { 7, 8 }, { 9, 10 } };
    private static readonly float[,] s_y = { { 1 }, { 2 }, { 3 }, { 4 }, { 5 } };

    [Test]
    public void AConsoleThatIsNotInteractive_GetsALineForEachEpoch()
    {
        var lines = Fit(isInteractive: false, secondsAStep: 0.5).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines, Has.Length.EqualTo(4));
        Assert.That(lines[0], Is.EqualTo("Epoch 1/2"));
        Assert.That(lines[1], Does.Match(@"^5/5 ━{20} 0s 50ms/step - loss: \d+\.\d{4} - mean_absolute_error: \d+\.\d{4}$"));
        Assert.That(lines[2], Is.EqualTo("Epoch 2/2"));
    }

    [Test]
    public void AnInteractiveConsole_GetsAMovingBar()
    {
        var text = Fit(isInteractive: true, secondsAStep: 20);
        Assert.That(Regex.Count(text, "\r\u001b\\[K"), Is.EqualTo(10), "four steps and the end, in each of two epochs");
        Assert.That(text, Does.Contain("2/5").And.Contain(":").And.Contain("s/step"));
    }

    [Test]
    public void AStream_IsCountedInItsFirstEpoch_AndHasABarInTheSecond()
    {
        var batches = Enumerable.Range(0, 5)
            .Select(row => ((TensorData)new float[,] { { s_x[row, 0], s_x[row, 1] } }, (TensorData)new float[,] { { s_y[row, 0] } }));
        var epochs = Fit(isInteractive: true, secondsAStep: 20, (model, progress) => model.Fit(batches, epochs: 2, callbacks: [progress]))
            .Split("Epoch 2/2");
        Assert.That(epochs[0], Does.Match(@"\r\u001b\[K      2/Unknown\S* \d+s\S* \d+s/step - loss: \d"));
        Assert.That(epochs[0].Split('\r')[^1], Does.Contain("5/5 ").And.Contain("━━━━"), "The end shows the number of steps.");
        Assert.That(epochs[1], Does.Contain("2/5").And.Not.Contain("Unknown"));
    }

    [TestCase(0.25, "0.2500")]
    [TestCase(0.0005, "5.0000e-04")]
    [TestCase(-12345.678, "-12345.6780")]
    public void Numbers_AreWrittenAsKerasWritesThem(double number, string text) => Assert.That(ProgressText.Of(number), Is.EqualTo(text));

    [TestCase(0.4, "0s")]
    [TestCase(75, "1:15")]
    [TestCase(3675, "1:01:15")]
    public void TimeLeft_IsWrittenAsKerasWritesIt(double seconds, string text) =>
        Assert.That(ProgressText.Of(TimeSpan.FromSeconds(seconds)), Is.EqualTo(text));

    [TestCase(2, "2s/step")]
    [TestCase(0.0123, "12ms/step")]
    [TestCase(0.000045, "45us/step")]
    public void TimeOfAStep_IsWrittenAsKerasWritesIt(double seconds, string text) =>
        Assert.That(ProgressText.OfStep(TimeSpan.FromSeconds(seconds)), Is.EqualTo(text));

    private static string Fit(bool isInteractive, double secondsAStep) =>
        Fit(isInteractive, secondsAStep, (model, progress) => model.Fit(s_x, s_y, batchSize: 1, epochs: 2, callbacks: [progress]));

    private static string Fit(bool isInteractive, double secondsAStep, Action<Model, KerasProgress> fit)
    {
        using var writer = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isInteractive ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = isInteractive ? InteractionSupport.Yes : InteractionSupport.No,
        });
        console.Profile.Width = 200;
        using var model = new Sequential(seed: 1) { new Input(2), new Dense(1) };
        model.Compile(new Adam(), Loss.MeanSquaredError, Metric.MeanAbsoluteError);
        fit(model, new KerasProgress(console, new Clock(TimeSpan.FromSeconds(secondsAStep))));
        return writer.ToString().Replace("\r\n", "\n", StringComparison.Ordinal);
    }

    // Each read of the clock is one step later.
    private sealed class Clock(TimeSpan step) : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now += step.Ticks / 4;
    }
}
