namespace Layers.Cli.Tests;

internal sealed class InspectTests
{
    [Test]
    public void Model_of_columns_shows_what_goes_in_and_comes_out_and_what_was_learned()
    {
        TestContext.Out.WriteLine(Run.Fine("inspect", Models.Penguins).Output);
        TestContext.Out.WriteLine(Run.Fine("inspect", Models.Cars).Output);
        TestContext.Out.WriteLine(Run.Fine("predict", Models.Penguins, Models.Birds).Output[..500]);
        TestContext.Out.WriteLine(Run.Of("check", Models.Penguins, Models.Birds).Output);
        TestContext.Out.WriteLine(Run.Of("diff", Models.Penguins, Models.Penguins, Models.Birds).Output);
        TestContext.Out.WriteLine(Run.Of("verify", Models.Cars, Models.CarRows).Output);
        TestContext.Out.WriteLine(Run.Of("predict", "--help").Output);
        TestContext.Out.WriteLine(Run.Of("--help").Output);
        TestContext.Out.WriteLine(Run.Of("predct").Error);
        TestContext.Out.WriteLine(Run.Of("[suggest:3]", "pre").Output);
    }
}
