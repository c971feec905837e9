// Written by `npm run openapi` from apps/provider/openapi.json.

export interface components {
    schemas: {
        Attempt: {
            /** Format: date-time */
            at: string;
            attempt: number;
            duration_ms: number;
            error?: string;
            /** @enum {string} */
            result: "delivered" | "failed";
            status?: number;
        };
        AttemptList: {
            data: components["schemas"]["Attempt"][];
        };
        Delivery: {
            /**
             * Format: date-time
             * @description Of the next attempt, or of the last one
             */
            at: string;
            attempts: number;
            endpoint_id: string;
            event_id: string;
            event_type: string;
            id: number;
            sequence: number;
            /** @enum {string} */
            state: "waiting" | "pending" | "delivered" | "failed";
        };
        DeliveryList: {
            data: components["schemas"]["Delivery"][];
        };
        DeliveryQuery: {
            before?: number;
            endpoint_id?: string;
            /** @default 100 */
            limit: number;
            /** @enum {string} */
            state?: "waiting" | "pending" | "delivered" | "failed";
        };
        Directory: {
            enabled: boolean;
            /** @description The path of the SCIM base URL */
            endpoint: string;
            id: string;
            name: string;
            organization_id: string;
            /** @description The dialect it is read in: rfc, okta, entra, … */
            profile: string;
            /** @description The identity provider: OKTA, MICROSOFT_AD, CUSTOM, … */
            provider: string;
        };
        DirectoryChange: {
            enabled: boolean;
        };
        DirectoryEvent: {
            cause: {
                operation: string;
            };
            data: {
                [key: string]: unknown;
            };
            directory_id: string;
            environment_id: string;
            id: string;
            object: string;
            /** Format: date-time */
            occurred_at: string;
            organization_id: string;
            /** @description By directory, without gaps, in the order of commits */
            sequence: number;
            /** @constant */
            spec_version: "1";
            type: string;
        } & {
            [key: string]: unknown;
        };
        DirectoryGroup: {
            created_at: string;
            directory_id: string;
            display_name: string;
            dp_id?: string;
            external_id?: string | null;
            id: string;
            organization_id: string;
            previous_attributes?: {
                [key: string]: unknown;
            };
            raw_attributes?: {
                [key: string]: unknown;
            };
            updated_at: string;
            version: number;
        } & {
            [key: string]: unknown;
        };
        DirectoryGroupPage: {
            data: components["schemas"]["DirectoryGroup"][];
            /** @description `after` of the next page, if there may be one */
            next?: number;
        };
        DirectoryGroupWithMembers: {
            created_at: string;
            directory_id: string;
            display_name: string;
            dp_id?: string;
            external_id?: string | null;
            id: string;
            members: {
                id: string;
                type?: string;
            }[];
            organization_id: string;
            previous_attributes?: {
                [key: string]: unknown;
            };
            raw_attributes?: {
                [key: string]: unknown;
            };
            updated_at: string;
            version: number;
        } & {
            [key: string]: unknown;
        };
        DirectoryList: {
            data: components["schemas"]["Directory"][];
        };
        DirectoryUser: {
            active: boolean;
            address?: {
                [key: string]: string;
            };
            cost_center?: string;
            created_at: string;
            custom_attributes: {
                [key: string]: unknown;
            };
            department?: string;
            directory_id: string;
            division?: string;
            dp_id?: string;
            email?: string;
            employee_id?: string;
            family_name?: string;
            given_name?: string;
            groups: ({
                id: string;
                name?: string;
            } & {
                [key: string]: unknown;
            })[];
            id: string;
            language?: string;
            locale?: string;
            name?: string;
            nickname?: string;
            organization?: string;
            organization_id: string;
            phone_number?: string;
            picture?: string;
            preferred_username?: string;
            previous_attributes?: {
                [key: string]: unknown;
            };
            profile?: string;
            raw_attributes: {
                [key: string]: unknown;
            };
            roles?: ({
                role_name: string;
            } & {
                [key: string]: unknown;
            })[];
            title?: string;
            updated_at: string;
            user_type?: string;
            version: number;
            zoneinfo?: string;
        } & {
            [key: string]: unknown;
        };
        DirectoryUserPage: {
            data: components["schemas"]["DirectoryUser"][];
            /** @description `after` of the next page, if there may be one */
            next?: number;
        };
        Endpoint: {
            directory_id: string;
            /** @enum {string} */
            disabled_reason?: "gone" | "failing";
            enabled: boolean;
            /** @description Empty for all */
            event_types: string[];
            /**
             * Format: date-time
             * @description Every attempt has failed since then
             */
            failing_since?: string;
            id: string;
            /** @description Newest first, by their last four characters */
            secrets: {
                /** Format: date-time */
                expires_at?: string;
                hint: string;
            }[];
            /**
             * @description HMAC-SHA256 with a shared secret, or Ed25519
             * @enum {string}
             */
            signature: "v1" | "v1a";
            url: string;
        };
        EndpointChange: {
            enabled?: boolean;
            event_types?: string[];
            /** Format: uri */
            url?: string;
        };
        EndpointList: {
            data: components["schemas"]["Endpoint"][];
        };
        EndpointWithSecret: {
            directory_id: string;
            /** @enum {string} */
            disabled_reason?: "gone" | "failing";
            enabled: boolean;
            /** @description Empty for all */
            event_types: string[];
            /**
             * Format: date-time
             * @description Every attempt has failed since then
             */
            failing_since?: string;
            id: string;
            /** @description `whsec_…`, shown this once; for v1a the public key, `whpk_…` */
            secret: string;
            /** @description Newest first, by their last four characters */
            secrets: {
                /** Format: date-time */
                expires_at?: string;
                hint: string;
            }[];
            /**
             * @description HMAC-SHA256 with a shared secret, or Ed25519
             * @enum {string}
             */
            signature: "v1" | "v1a";
            url: string;
        };
        Error: {
            error: string;
        };
        EventPage: {
            data: components["schemas"]["DirectoryEvent"][];
            /** @description `after` of the next page, if there may be one */
            next?: number;
        };
        EventQuery: {
            /**
             * @description The sequence of the last event read
             * @default 0
             */
            after: number;
            directory_id: string;
            /** @default 100 */
            limit: number;
        };
        NewDirectory: {
            id?: string;
            name: string;
            organization_id: string;
            /**
             * @default generic
             * @enum {string}
             */
            profile: "rfc" | "okta" | "entra" | "onelogin" | "jumpcloud" | "google" | "ping" | "sailpoint" | "generic";
            /** @default CUSTOM */
            provider: string;
        };
        NewEndpoint: {
            /** @default [] */
            event_types: string[];
            /**
             * Format: starts_with
             * @description Of v1; made here when left out
             */
            secret?: string;
            /**
             * @default v1
             * @enum {string}
             */
            signature: "v1" | "v1a";
            /** Format: uri */
            url: string;
        };
        NewSecret: {
            /**
             * Format: date-time
             * @description For ever when left out
             */
            expires_at?: string;
        };
        PeopleQuery: {
            /**
             * @description `next` of the page before
             * @default 0
             */
            after: number;
            /** @default 100 */
            limit: number;
        };
        Recovered: {
            resent: number;
        };
        Recovery: {
            /**
             * Format: date-time
             * @description Of the oldest event
             */
            since: string;
        };
        Resent: {
            /** @constant */
            resent: 1;
        };
        RoleAssignment: {
            group_id: string;
            role: string;
        };
        RoleAssignmentList: {
            data: components["schemas"]["RoleAssignment"][];
        };
        Rotation: {
            /**
             * @description Of old secrets; 0 ends them now
             * @default 24
             */
            overlap_hours: number;
            /** Format: starts_with */
            secret?: string;
        };
        Secret: {
            /** Format: date-time */
            created_at: string;
            directory_id: string;
            /** Format: date-time */
            expires_at?: string;
            id: string;
            /**
             * Format: date-time
             * @description To the minute
             */
            last_used_at?: string;
        };
        SecretList: {
            data: components["schemas"]["Secret"][];
        };
        SecretWithToken: {
            /** Format: date-time */
            created_at: string;
            directory_id: string;
            /** Format: date-time */
            expires_at?: string;
            id: string;
            /**
             * Format: date-time
             * @description To the minute
             */
            last_used_at?: string;
            /** @description The bearer token; it is shown this once */
            plain_secret: string;
        };
        TestResult: {
            duration_ms: number;
            error?: string;
            event_id: string;
            status?: number;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
