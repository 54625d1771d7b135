namespace Layers.FSharp.Tests

open System
open System.Collections.Generic
open System.IO
open Layers
open NUnit.Framework
open Samples

/// Records and labels, written in F#.
type PenguinTests() =
    let birds =
        Table.Of(
            Column.Text("Species", "Adelie", "Gentoo", "Gentoo", "Adelie", "Adelie", "Gentoo"),
            Column.Text("Island", "Dream", "Biscoe", "Biscoe", "Dream", "Torgersen", "Biscoe"),
            Column.Text("Sex", "MALE", "FEMALE", null, "MALE", "FEMALE", "MALE"),
            Column.Number("Body Mass (g)", 3350.0, 5000.0, nan, 3900.0, 3100.0, 5400.0)
        )

    let learn () =
        let space = new FeatureSpace()
        space.Add("Body Mass (g)", new Imputation(), new Normalization())
        space.Add([| "Island"; "Sex" |], new OneHotEncoding())
        space.Adapt(birds) |> ignore
        let model = new Sequential()
        model.Add space
        model.Add(new Dense(2, Activation.Softmax))
        model.Compile(new Adam(0.1), Loss.SparseCategoricalCrossentropy, Metric.Accuracy)
        model.Fit(birds, "Species", epochs = 60) |> ignore
        model

    let dream = readOnlyDict [ "Island", box "Dream"; "Sex", null; "Body Mass (g)", box 3350 ]

    [<Test>]
    member _.``words are learned, and predicted from a dictionary``() =
        use model = learn ()
        let bird = model.Predict dream
        Assert.That(bird.Label, Is.EqualTo "Adelie")
        Assert.That(bird.Probability, Is.GreaterThan 0.5f)
        let words = bird.Top 2 |> Seq.map (fun likely -> likely.Label) |> List.ofSeq
        Assert.That((words = [ "Adelie"; "Gentoo" ]), Is.True)

    [<Test>]
    member _.``JSON and a record by hand give the same, after loading as well``() =
        let path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".keras")
        use model = learn ()
        model.Save path |> ignore
        use loaded = KerasFile.Load path
        File.Delete path
        let expected = model.Predict(dream).Values.ToArray()
        let json = loaded.PredictJson """{"Body Mass (g)": 3350, "Island": "Dream", "Sex": null}"""
        let record = loaded.Predict { Island = "Dream"; Sex = None; BodyMass = Some 3350.0 }
        let difference (found: Prediction) = Array.map2 (fun x y -> abs (x - y)) expected (found.Values.ToArray()) |> Array.max
        Assert.That(difference json, Is.LessThan 1e-5f)
        Assert.That(difference record, Is.LessThan 1e-5f)
        Assert.That(string json, Is.EqualTo(string record))

    [<Test>]
    member _.``many records are predicted at once, and are a table``() =
        use model = learn ()
        let all = [ { Island = "Dream"; Sex = Some "MALE"; BodyMass = None }; { Island = "Biscoe"; Sex = None; BodyMass = Some 5400.0 } ]
        let labels = model.Predict all |> Seq.map _.Label |> List.ofSeq
        Assert.That((labels = [ "Adelie"; "Gentoo" ]), Is.True)
        let table = Table.Of all
        Assert.That(table.Types, Is.EqualTo<ColumnType> [| ColumnType.Text; ColumnType.Text; ColumnType.Number |])
        Assert.That(table["Sex"].MissingCount, Is.EqualTo 1)

    [<Test>]
    member _.``a misspelt column is an error that names it``() =
        use model = learn ()
        let record = readOnlyDict [ "Island", box "Dream"; "sex", null; "Body Mass (g)", box 3350 ]
        let column =
            try
                model.Predict(record).Label
            with :? RecordException as fault ->
                string fault.Column
        Assert.That(column, Is.EqualTo "sex")
