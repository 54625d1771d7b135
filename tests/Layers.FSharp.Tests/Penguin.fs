namespace Layers.FSharp.Tests

open System
open Layers

/// A record by hand: five lines take the place of the source generator, which F# does not run.
type Penguin =
    { Island: string
      Sex: string option
      BodyMass: float option }

    static member val private Names = [| "Island"; "Sex"; "Body Mass (g)" |]

    interface IFeatures with
        member _.Columns = Penguin.Names
        member bird.Write row =
            row.Write bird.Island
            row.Write(Option.toObj bird.Sex)
            row.Write(Option.toNullable bird.BodyMass)
