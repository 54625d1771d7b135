using System.Text.Json.Nodes;
using DuckDB.NET.Data;

namespace Layers.Cli.Tests;

internal sealed class PredictTests
{
    private Folder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new Folder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Standard_output_is_CSV_with_the_labels_of_the_model()
    {
        string[] lines = Run.Fine("predict", Models.Penguins, Models.Birds).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        using var model = Model.Load(Models.Penguins);
        string[] expected = [.. model.Predict(DataFile.Csv(Models.Birds)).Select(bird => bird.Label)];
        Assert.Multiple(() =>
        {
            Assert.That(lines[0], Is.EqualTo("label,probability,probability.Adelie,probability.Chinstrap,probability.Gentoo"));
            Assert.That(lines.Skip(1).Select(line => line.Split(',')[0]), Is.EqualTo(expected));
            Assert.That(lines.Skip(1).Select(line => line.Split(',')[1]),
                Is.All.Matches<string>(text => float.Parse(text!, System.Globalization.CultureInfo.InvariantCulture) is > 0.3f and <= 1));
        });
    }

    [TestCase("answers.csv")]
    [TestCase("answers.parquet")]
    public void A_file_has_the_kept_columns_and_the_answers(string name)
    {
        var run = Run.Fine("predict", Models.Penguins, Models.Birds, "-o", _folder[name], "--keep", "Species,Body Mass (g)", "--keep",
            "Sex", "--json");
        var answers = (name.EndsWith(".csv", StringComparison.Ordinal) ? (RowSource)DataFile.Csv(_folder[name])
            : DataFile.Parquet(_folder[name])).ToTable();
        var birds = DataFile.Csv(Models.Birds).ToTable();
        using var model = Model.Load(Models.Penguins);
        Prediction[] expected = [.. model.Predict(birds)];
        Assert.Multiple(() =>
        {
            Assert.That((int)run.Json["rows"]!, Is.EqualTo(344));
            Assert.That(answers.Columns,
                Is.EqualTo(["Species", "Body Mass (g)", "Sex", "label", "probability", "probability.Adelie", "probability.Chinstrap",
                "probability.Gentoo"]));
            Assert.That(answers.Texts("Species"), Is.EqualTo(birds.Texts("Species")));
            Assert.That(answers.Texts("Sex"), Is.EqualTo(birds.Texts("Sex")), "a missing cell stays missing");
            Assert.That(answers["Body Mass (g)"].MissingCount, Is.EqualTo(2));
            Assert.That(answers.Texts("label"), Is.EqualTo(expected.Select(bird => bird.Label)));
            Assert.That(answers.Numbers("probability").Select(number => (float)number),
                Is.EqualTo(expected.Select(bird => bird.Probability)));
        });
    }

    [Test]
    public void JSON_lines_equal_the_text_of_a_prediction()
    {
        string[] lines = Run.Fine("predict", Models.Penguins, Models.Birds, "--keep", "Sex", "--json")
            .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        using var model = Model.Load(Models.Penguins);
        var expected = model.Predict(DataFile.Csv(Models.Birds)).ToArray();
        Assert.That(lines, Has.Length.EqualTo(expected.Length));
        for (var row = 0; row < lines.Length; row++)
        {
            var json = JsonNode.Parse(lines[row])!.AsObject();
            Assert.That(json.Select(each => each.Key), Is.EqualTo(["Sex", "label", "probability", "probabilities"]));
            Assert.That((string?)json["label"], Is.EqualTo(expected[row].Label));
            Assert.That(json["probabilities"]!.AsObject().Select(each => each.Key), Is.EqualTo(["Adelie", "Chinstrap", "Gentoo"]));
            Assert.That((float)json["probability"]!, Is.EqualTo(expected[row].Probability));
        }
        Assert.That(JsonNode.Parse(lines[3])!["Sex"], Is.Null, "a missing cell is null");
    }

    [TestCase("birds.parquet", "FORMAT parquet")]
    [TestCase("birds.jsonl", "FORMAT json")]
    [TestCase("birds.csv.gz", "FORMAT csv, COMPRESSION gzip")]
    public void Every_format_gives_the_same(string name, string options)
    {
        using (var connection = new DuckDBConnection("DataSource=:memory:"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"COPY (SELECT * FROM read_csv('{Models.Birds}')) TO '{_folder[name]}' ({options})";
            command.ExecuteNonQuery();
        }
        Assert.That(Run.Fine("predict", Models.Penguins, _folder[name]).Output,
            Is.EqualTo(Run.Fine("predict", Models.Penguins, Models.Birds).Output));
    }

    [Test]
    public void A_model_without_names_takes_columns_by_position_or_by_option()
    {
        var whole = Run.Fine("predict", Models.Cars, Models.CarRows).Output;
        using var model = Model.Load(Models.Cars);
        var expected = model.Predict(DataFile.Csv(Models.CarRows).ReadAll()).ToArray<float>();
        Assert.That(whole.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(text => float.Parse(text, System.Globalization.CultureInfo.InvariantCulture)), Is.EqualTo(expected)
            .Within(1e-4).Percent);

        // The columns are in another order, and the file has an additional column.
        var other = File.ReadLines(Models.CarRows)
            .Select((line, i) => string.Join(',', line.Split(',').Reverse().Append(i == 0 ? "id" : $"{i}")));
        var path = _folder.Write("other.csv", string.Join('\n', other));
        Assert.Multiple(() =>
        {
            Assert.That(Run.Fine("predict", Models.Cars, path, "--columns", Models.CarColumns).Output, Is.EqualTo(whole));
            Assert.That(Run.Refused("predict", Models.Cars, path), Does.Contain("takes 9 features").And.Contain("gives 10")
                .And.Contain("--columns"));
            Assert.That(Run.Refused("predict", Models.Cars, path, "--columns", "cylinder"), Does.Contain("no column 'cylinder'")
                .And.Contain("'cylinders'"));
        });
    }

    [Test]
    public void Batches_change_nothing() =>
        Assert.That(Run.Fine("predict", Models.Penguins, Models.Birds, "--batch", "7").Output,
            Is.EqualTo(Run.Fine("predict", Models.Penguins, Models.Birds).Output));

    [Test]
    public void Types_are_those_of_the_model()
    {
        using (var space = new FeatureSpace { Feature.StringCategorical("zip"), Feature.FloatNormalized("rooms") })
        using (var model = new Sequential(seed: 1) { space, new Dense(1) })
        {
            space.Adapt(Table.Of(Column.Text("zip", "01234", "1234", "99999"), Column.Number("rooms", 1, 2, 4)));
            model.Save(_folder["zip.keras"]);
        }
        using var loaded = Model.Load(_folder["zip.keras"]);
        var expected = loaded.Predict(Table.Of(Column.Text("zip", "01234", "1234"), Column.Number("rooms", 2, 2)))
            .Select(each => each.Value).ToArray();
        var rows = _folder.Write("zip.csv", "zip,rooms\n01234,2\n1234,2\n");
        var answers = Run.Fine("predict", _folder["zip.keras"], rows).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(expected[0], Is.Not.EqualTo(expected[1]));
        Assert.That(answers.Skip(1).Select(text => float.Parse(text, System.Globalization.CultureInfo.InvariantCulture)),
            Is.EqualTo(expected), "a postal code keeps its zero");
    }

    [Test]
    public void Several_outputs_go_by_name()
    {
        var (size, age) = (new Input(1, name: "size"), new Input(1, name: "age"));
        var joined = new Concatenate().Apply(size, age);
        using (var model = new Functional([size, age],
            [new Dense(1, name: "price").Apply(joined), new Dense(2, name: "pair").Apply(joined)]))
            model.Save(_folder["two.keras"]);
        var rows = _folder.Write("rows.csv", "age,size\n1,2\n");
        Assert.Multiple(() =>
        {
            Assert.That(Run.Fine("predict", _folder["two.keras"], rows).Output, Does.StartWith("price.value,pair.value.0,pair.value.1\n"));
            var json = Run.Fine("predict", _folder["two.keras"], rows, "--json").Json;
            Assert.That(json["price"]!["value"], Is.Not.Null);
            Assert.That(json["pair"]!["values"]!.AsArray(), Has.Count.EqualTo(2));
        });
    }

    [Test]
    public void A_failure_leaves_the_old_answers_and_no_other_file()
    {
        var rows = _folder.Write("rows.csv", string.Join('\n', File.ReadLines(Models.CarRows).Append("1,2,3,x,5,6,7,8,9")));
        var answers = _folder.Write("answers.csv", "old");
        Run.Refused("predict", Models.Cars, rows, "-o", answers, "--type", "weight=number", "--batch", "10");
        Assert.Multiple(() =>
        {
            Assert.That(File.ReadAllText(answers), Is.EqualTo("old"));
            Assert.That(Directory.GetFiles(_folder.Root), Has.Length.EqualTo(2));
        });
    }

    [Test]
    public void Stopping_leaves_no_file()
    {
        var run = Run.Of(new CancellationToken(canceled: true), "predict", Models.Penguins, Models.Birds, "-o", _folder["answers.csv"]);
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Stopped));
            Assert.That(run.Error, Is.EqualTo("error: Stopped.\n"));
            Assert.That(Directory.GetFiles(_folder.Root), Is.Empty);
        });
    }

    [TestCase("label")]
    [TestCase("probabilities")]
    [TestCase("value")]
    public void A_kept_column_with_a_name_of_the_answers_is_refused_in_JSON(string name)
    {
        var lines = File.ReadAllLines(Models.Birds);
        var rows = _folder.Write("rows.csv", string.Join('\n', lines.Select((line, i) => $"{line},{(i == 0 ? name : "x")}")));
        Assert.Multiple(() =>
        {
            Assert.That(Run.Refused("predict", Models.Penguins, rows, "--keep", name, "-o", _folder["answers.jsonl"]),
                Does.Contain($"'{name}'").And.Contain("--keep"));
            Assert.That(File.Exists(_folder["answers.jsonl"]), Is.False);
            Assert.That(Run.Refused("predict", Models.Penguins, rows, "--keep", "Sex,Island,Sex"), Does.Contain("'Sex' twice"));
        });
    }

    [Test]
    public void An_output_keeps_its_name_in_JSON()
    {
        var (size, age) = (new Input(1, name: "size"), new Input(1, name: "age"));
        var joined = new Concatenate().Apply(size, age);
        using (var model = new Functional([size, age],
            [new Dense(1, name: "price").Apply(joined), new Dense(2, name: "pair").Apply(joined)]))
            model.Save(_folder["two.keras"]);
        var rows = _folder.Write("rows.csv", "age,size,price\n1,2,3\n");
        Assert.Multiple(() =>
        {
            Assert.That(Run.Refused("predict", _folder["two.keras"], rows, "--keep", "price", "-o", _folder["answers.jsonl"]),
                Does.Contain("'price' is a property of the answers"));
            Assert.That(Run.Fine("predict", _folder["two.keras"], rows, "--keep", "price").Output,
                Does.StartWith("price,price.value,pair.value.0,pair.value.1\n"));
        });
    }

    [Test]
    public void Classes_of_each_step_are_numbers()
    {
        var steps = _folder["steps.keras"];
        using (var model = new Sequential(seed: 1) { new Input(2), new Dense(6), new Reshape([2, 3]), new Dense(3, Activation.Softmax) })
        {
            model.SetClasses(["a", "b", "c"]);
            model.Save(steps);
        }
        var rows = _folder.Write("rows.csv", "x,y\n1,2\n");
        Assert.Multiple(() =>
        {
            Assert.That(Run.Fine("predict", steps, rows).Output, Does.StartWith("value.0,value.1,value.2,value.3,value.4,value.5\n"));
            Assert.That(Run.Fine("predict", steps, rows, "--json").Json["values"]!.AsArray(), Has.Count.EqualTo(6));
            Assert.That(Run.Fine("diff", steps, steps, rows).Output, Does.StartWith("The models are the same."));
        });
    }

    [TestCase("answers.csv")]
    [TestCase("answers.jsonl")]
    public void Dates_that_are_kept_are_written_as_the_library_writes_them(string name)
    {
        var rows = _folder.Write("rows.csv", string.Join('\n', File.ReadLines(Models.CarRows).Take(3)
            .Select((line, i) => $"{line},{(i == 0 ? "day,at" : i == 1 ? "2024-05-06,2024-05-06T07:08:09.5Z" : ",")}")));
        Run.Fine("predict", Models.Cars, rows, "--columns", Models.CarColumns, "--keep", "day,at", "-o", _folder[name]);
        var text = File.ReadAllText(_folder[name]);
        Assert.Multiple(() =>
        {
            Assert.That(text, Does.Contain("2024-05-06T07:08:09.5Z"));
            Assert.That(text, name.EndsWith(".csv", StringComparison.Ordinal) ? Does.Contain("\n2024-05-06,2024")
                : Does.Contain("\"day\":\"2024-05-06\""));
        });
    }

    [Test]
    public void A_model_of_windows_takes_no_table()
    {
        var (sales, price) = (new Input([4, 1], name: "sales"), new Input(1, name: "price"));
        using (var model = new Functional([sales, price], [new Dense(1).Apply(new Concatenate().Apply(new Flatten().Apply(sales), price))]))
            model.Save(_folder["window.keras"]);
        Assert.That(Run.Refused("predict", _folder["window.keras"], _folder.Write("rows.csv", "sales,price\n1,2\n")),
            Does.Contain("an array of 4 values").And.Contain("'sales'").And.Contain("one value for each row"));
    }
}
